"""One training run, from settings to a result file."""

import contextlib
import os
import platform
import signal

from fashionseg.commands.check_room import check_room
from fashionseg.commands.check_unfinished import check_unfinished
from fashionseg.commands.claim_folder import claim_folder
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.estimate_needs import estimate_needs
from fashionseg.commands.make_result import make_result
from fashionseg.commands.make_trainer import make_trainer
from fashionseg.commands.model_card import model_card
from fashionseg.commands.run_record import run_record
from fashionseg.configurations import TABLE_5, make_net
from fashionseg.engines import current_engine
from fashionseg.errors import Stopped, UserError
from fashionseg.extensions import Events, TimeEstimate
from fashionseg.files import write_json
from fashionseg.inference.choose_inference_engine import choose_inference_engine
from fashionseg.processes import Processes
from fashionseg.snapshots import (
    Snapshot, StopRequest, find_snapshot, list_snapshots, unpack_state)
from fashionseg.training import running_statistics


def run_training(settings, profile_name, train, held_out, out, devices, command,
                 inference, minutes, keep, processes=Processes(), events=False):
    """Trains one configuration and writes ``result.json`` at the end.

    Goes on from the latest snapshot in ``out``, if there is one. Also writes, while it
    goes on: ``log`` (JSON, a row for each epoch), ``curves.png``, ``best.safetensors``
    (weights of the best epoch by mIoU) and ``snapshot_iter_<n>.safetensors`` (removed
    at the end).

    Args:
        settings (fashionseg.configurations.Settings): What to train.
        profile_name (str): Name of the settings' profile, for the result.
        train, held_out (fashionseg.datasets.PreparedDataset): Photos for training and
            for evaluation.
        out (str): Folder of this run.
        devices (list of str): Chainer device names.
        command (str): Command line, for the result.
        inference (str): Engine of the evaluations, see
            :func:`~fashionseg.inference.make_segmenter`.
        minutes, keep: See :class:`~fashionseg.snapshots.Snapshot`.
        processes (fashionseg.processes.Processes): All that train this run; the first
            one reads and writes what lies in ``out``.
        events (bool): Write event files, see :class:`~fashionseg.extensions.Events`.

    Returns:
        dict: The result, as written. Its ``seconds`` are those of the training, over
        all parts of a run that was stopped. None in a process that is not the first.

    Raises:
        UserError: The run is finished, or another process trains it; the engine is not
            installed; too little memory or room on the disk; a photo that cannot be
            used; a loss or weights that are no longer numbers; snapshots that are all
            damaged, or of other settings or photos.
        Stopped: By Ctrl-C or SIGTERM; what was done is in a snapshot.
    """
    inference = choose_inference_engine(
        inference, on_cpu=devices[0] == '@numpy', n_photo=len(held_out),
        our_width=settings.profile.width * (settings.configuration in TABLE_5))
    needs = processes.from_first(
        estimate_needs, settings, devices, keep,
        train.kept_bytes + held_out.kept_bytes, processes.n_here)
    words = processes.from_first(check_room, [needs], [out], devices)
    with contextlib.ExitStack() as stack:
        processes.from_first(stack.enter_context, claim_folder(out))
        processes.from_first(check_unfinished, out)
        profile = settings.profile
        net = make_net(settings.configuration, profile, settings.seed, settings.variant)
        record = run_record(settings, train)
        _check_same(processes, record)
        trainer, log = make_trainer(
            settings, net, train, held_out, out, devices, inference,
            model_card(record, train.name, command), processes)
        processes.say(f'{settings.configuration} seed {settings.seed}: '
                      f'{net.count_params():,} parameters; '
                      f'{trainer.updater.description()}')
        request = StopRequest(processes)
        snapshot = Snapshot(record, request, minutes, keep, devices[0], processes)
        trainer.extend(snapshot)
        if processes.is_first:
            if events:
                trainer.extend(Events(log))
            trainer.extend(TimeEstimate(
                profile.n_epoch, needs.cost.segment_seconds * len(held_out), words))
        # How many share a batch decides its statistics, and otherwise no number.
        found = processes.from_first(
            find_snapshot, out, record,
            () if running_statistics(net) else ('settings.n_device',))
        if found:
            _resume(trainer, found, processes)
        with request:
            _train(trainer, snapshot, request)
        if not processes.is_first:
            return None

        result = make_result(settings, net.count_params(), log.log)
        result.update(
            profile=profile_name, dataset=train.name, data_hash=train.data_hash,
            split_sha256=train.split_sha256,
            n_train=len(train), n_eval=len(held_out), command=command,
            commit=current_commit(), seconds=round(trainer.elapsed_time, 1),
            resumed=bool(found),
            engine=dict(current_engine().record(), inference=inference))
        write_json(os.path.join(out, 'result.json'), result)
        for _, path in list_snapshots(out):
            os.remove(path)
    return result


def _check_same(processes, record):
    records = processes.gather((platform.node(), record))
    for rank, (node, other) in enumerate(records):
        if other != records[0][1]:
            raise UserError(f'process {rank} on {node} has other photos or another '
                            'fashionseg than the first; bring the same to each machine')


def _resume(trainer, found, processes):
    try:
        unpack_state(trainer, found.arrays, found.texts, whole=processes.is_first)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
            ValueError) as error:
        raise UserError(f'{found.path} is of another version of fashionseg ({error}); '
                        'use that version, or remove it to begin anew') from None
    updater = trainer.updater
    processes.say(f'going on from iteration {updater.iteration} '
                  f'({updater.epoch_detail:.2f} epochs)')


def _train(trainer, snapshot, request):
    try:
        # A traceback of Chainer's own before our line would only hide it.
        trainer.run(show_loop_exception_msg=False)
        request.agree()
        request.obey()
    except Stopped as stop:
        snapshot.write_rest(trainer)
        raise Stopped(stop.signum, _describe(snapshot)) from None
    except KeyboardInterrupt:
        raise Stopped(signal.SIGINT, _describe(snapshot)) from None


def _describe(snapshot):
    if snapshot.stored:
        return (f'stopped at iteration {snapshot.stored}; the same command goes on '
                'from there')
    return 'stopped before the first snapshot; the same command begins anew'
