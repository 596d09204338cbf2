"""How a function node of Chainer asks the engine."""

import functools

from fashionseg.engines.current_engine import current_engine
from fashionseg.engines.engine import Engine


def let_engine_answer(node_class, name, ask):
    """Puts a question to the current engine before a method of Chainer's.

    Which engine answers is decided anew in every call. The engine 'chainer' is never
    asked: Chainer's own code runs untouched. Calling this again does nothing.

    Args:
        node_class (type): A ``chainer.FunctionNode``.
        name (str): Its method, as 'forward_cpu'.
        ask (callable): ``(engine, node, *arguments)``; what the method shall return,
            or NotImplemented to let Chainer's method run.
    """
    original = getattr(node_class, name)
    if hasattr(original, '__wrapped__'):
        return

    @functools.wraps(original)
    def method(node, *args, **options):
        engine = current_engine()
        if type(engine) is Engine:
            return original(node, *args, **options)
        answer = ask(engine, node, *args, **options)
        if answer is NotImplemented:
            return original(node, *args, **options)
        return answer

    setattr(node_class, name, method)
