"""Event files of a run, read back byte by byte."""

import json
import pathlib
import struct

import pytest

from fashionseg.commands import train as module
from fashionseg.commands.main import main


def _scalars(folder):
    """{(name, step): value} of the event files in a folder.

    A record is its length (8 bytes), a checksum (4), an event and a checksum (4).
    """
    from tensorboardX.proto.event_pb2 import Event

    found = {}
    for path in sorted(pathlib.Path(folder).iterdir()):
        content = path.read_bytes()
        while content:
            size, = struct.unpack('<Q', content[:8])
            event = Event.FromString(content[12:12 + size])
            content = content[16 + size:]
            for value in event.summary.value:
                found[value.tag, event.step] = value.simple_value
    return found


def test_every_number_of_the_log(tiny, prepared, tmp_path):
    pytest.importorskip('tensorboardX')
    assert main(['train', 'H', '--data', str(prepared), '--out', str(tmp_path),
                 '--events']) == 0
    run = tmp_path / 'generated' / 'quick' / 'H' / 'seed0'
    found = _scalars(run / 'events')
    rows = json.loads((run / 'log').read_text())
    assert len(rows) == 2
    for row in rows:
        for name in ('main/loss', 'main/loss/segmentation', 'evaluation/miou',
                     'evaluation/miou_plus', 'evaluation/iou/background'):
            assert found[name, row['epoch']] == pytest.approx(row[name], rel=1e-6)
    assert not any(name.startswith('elapsed') for name, _ in found)


def test_without_the_package(tiny, prepared, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(module.importlib.util, 'find_spec', lambda name: None)
    assert main(['train', 'H', '--data', str(prepared), '--out', str(tmp_path),
                 '--events']) == 2
    assert capsys.readouterr().err == (
        "error: --events needs tensorboardX: pip install 'fashionseg[watch]', or leave "
        'it out\n')
    assert list(tmp_path.iterdir()) == []
