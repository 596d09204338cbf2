"""Under mpiexec: tells its process id and waits for the others."""

import os
import time

from fashionseg.processes import find_launch, join_processes

if __name__ == '__main__':
    processes = join_processes(find_launch(os.environ))
    os.write(1, f'{os.getpid()}\n'.encode())  # whole, among those of the others
    if processes.rank == 1:
        time.sleep(60)
    processes.gather(None)
