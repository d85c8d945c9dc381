"""A golden event file, written by TensorBoard's own messages and record writer.

Regenerate, from this folder, in a virtual environment outside the repository:

    python3 -m venv ~/golden && ~/golden/bin/pip install tensorboard==2.21.0
    ~/golden/bin/python make_golden.py

It writes golden.tfevents, which EventFileTest compares byte by byte. With a folder as
its argument it shows instead what TensorBoard reads there:

    ~/golden/bin/python make_golden.py FOLDER
"""

import sys

from tensorboard.compat.proto import event_pb2, summary_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

WALL_TIME = 1767225600.25


def events():
    yield event_pb2.Event(
        file_version="brain.Event:2", source_metadata=event_pb2.SourceMetadata(writer="dev.graft")
    )
    yield event_pb2.Event(step=3, session_log=event_pb2.SessionLog(status=event_pb2.SessionLog.START))
    text = summary_pb2.Summary.Value(
        tag="strategy",
        tensor=tensor_pb2.TensorProto(
            dtype=types_pb2.DT_STRING,
            tensor_shape=tensor_shape_pb2.TensorShapeProto(),
            string_val=["näive *text* 文".encode()],
        ),
        metadata=summary_pb2.SummaryMetadata(
            plugin_data=summary_pb2.SummaryMetadata.PluginData(plugin_name="text"),
            data_class=summary_pb2.DATA_CLASS_TENSOR,
        ),
    )
    yield event_pb2.Event(step=2, summary=summary_pb2.Summary(value=[text]))
    for step in (3, 300):
        values = [("loss/train", 0.5 / step), ("metrics/validation/accuracy", float("nan")), ("zero", 0.0)]
        scalars = [summary_pb2.Summary.Value(tag=tag, simple_value=value) for tag, value in values]
        yield event_pb2.Event(step=step, summary=summary_pb2.Summary(value=scalars))


def write():
    with open("golden.tfevents", "wb") as file:
        writer = RecordWriter(file)
        for event in events():
            event.wall_time = WALL_TIME
            writer.write(event.SerializeToString(deterministic=True))


def show(folder):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    run = EventAccumulator(folder, size_guidance={"scalars": 0, "tensors": 0})
    run.Reload()
    for tag in run.Tags()["scalars"]:
        print(tag, [(point.step, round(point.value, 6)) for point in run.Scalars(tag)])
    for tag in run.Tags()["tensors"]:
        for point in run.Tensors(tag):
            plugin = run.SummaryMetadata(tag).plugin_data.plugin_name
            print(tag, point.step, plugin, point.tensor_proto.string_val[0].decode())


if __name__ == "__main__":
    show(sys.argv[1]) if len(sys.argv) > 1 else write()
