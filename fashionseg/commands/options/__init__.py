"""What is typed: the options of every command. Nothing here imports Chainer.

Each command has a file of its own with ``DESCRIPTION``, ``EXAMPLE`` and
``add_options(parser)``.
"""

from fashionseg.commands.options.shared import (
    COSTS_DIR, DATASETS, MEASUREMENTS_DIR, add_data_folder_option, add_data_options,
    add_device_option, add_engine_options, add_inference_option, add_json_option,
    add_label_options, add_measurements_option, add_photo_options, add_run_options,
    add_seed_option, add_source_options, add_thread_option, add_weights_option)

__all__ = ['COSTS_DIR', 'DATASETS', 'MEASUREMENTS_DIR', 'add_data_folder_option',
           'add_data_options', 'add_device_option', 'add_engine_options',
           'add_inference_option', 'add_json_option', 'add_label_options',
           'add_measurements_option', 'add_photo_options', 'add_run_options',
           'add_seed_option', 'add_source_options', 'add_thread_option',
           'add_weights_option']
