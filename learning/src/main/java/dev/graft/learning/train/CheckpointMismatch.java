package dev.graft.learning.train;

import dev.graft.learning.tensor.HostTensor;
import java.util.SortedMap;

/** A checkpoint does not belong to the job that should go on from it. */
public final class CheckpointMismatch extends IllegalStateException {

    private static final long serialVersionUID = 1;

    CheckpointMismatch(String what) {
        super(what + ". Remedy: remove the checkpoint to train from the start");
    }

    static HostTensor required(SortedMap<String, HostTensor> tensors, String name) {
        HostTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new CheckpointMismatch("the checkpoint lacks the tensor " + name);
        }
        return tensor;
    }
}
