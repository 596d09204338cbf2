"""Under mpiexec: how processes end. Arguments: status and line for each process.

'-' goes on, which means to wait for the others for ever; 'early' ends before it has
met them.
"""

import os
import sys

from fashionseg.processes import find_launch, join_processes

if __name__ == '__main__':
    if 'early' in sys.argv:
        sys.modules['fashionseg.processes.join_processes'].PATIENCE = 5
        if sys.argv[2 + find_launch(os.environ).rank] == 'early':
            sys.exit(int(sys.argv[1]))
    processes = join_processes(find_launch(os.environ))
    line = sys.argv[2 + processes.rank]
    if line == '-':
        processes.gather(None)
    sys.exit(processes.end(line, int(sys.argv[1])))
