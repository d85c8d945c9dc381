"""What TensorBoard itself reads in a folder of event files, as JSON.

    python3 read_curves.py FOLDER    {"scalars": {tag: [[step, value], …]}, "texts": {tag: [text, …]}}

Ends with status 3 where the package tensorboard is not installed.
"""

import json
import sys

try:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
except ImportError:
    sys.exit(3)

run = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "tensors": 0})
run.Reload()
json.dump(
    {
        "scalars": {tag: [[point.step, point.value] for point in run.Scalars(tag)] for tag in run.Tags()["scalars"]},
        "texts": {
            tag: [point.tensor_proto.string_val[0].decode() for point in run.Tensors(tag)]
            for tag in run.Tags()["tensors"]
        },
    },
    sys.stdout,
)
