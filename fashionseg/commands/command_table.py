"""The commands, in the order and the groups of ``fashionseg --help``."""

GROUPS = {
    'label photos': {
        'predict': 'label the clothes in photos with a trained network',
        'export': 'write a trained network as an ONNX file',
    },
    'score labels': {
        'evaluate': 'mIoU and mIoU+ of a run, or of label files of any program',
    },
    'get the photos': {
        'prepare': 'bring a data set into the prepared form',
        'verify': 'look for faults in the files of ModaNet',
    },
    'train, and reproduce the paper': {
        'train': 'train one configuration',
        'reproduce': 'train what has no result yet and write the tables',
        'tables': 'write the tables anew from finished results',
        'claims': 'judge the statements of the paper on its tables and on ours',
        'figures': 'draw Figures 3, 4 and 5 from finished results',
        'report': 'write one HTML file with all that is known of the runs',
        'questions': 'measure and write what the paper leaves open',
    },
    'measure': {
        'costs': 'count and time what each network costs',
        'bench': 'time this project beside PyTorch and others',
        'env': 'describe this machine: packages, threads, engines, GPUs',
    },
}
# Several processes that mpiexec or srun started may run these together.
TOGETHER = ('train',)
COMMANDS = {name: words for group in GROUPS.values() for name, words in group.items()}
