"""What a processor can do."""

import llvmlite.binding as llvm


def multiplies_matrices():
    """Whether this processor multiplies whole matrices of bfloat16 (AMX)."""
    return bool(llvm.get_host_cpu_features().get('amx-bf16', False))
