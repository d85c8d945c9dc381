package dev.graft.learning.image.backbone;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.tensor.HostTensor;

/** How a kind of file names and stores the weights of a family, and what its makers trained them with. */
interface WeightLayout {

    /** The file's name of the weight that is named {@code own} here, as in torchvision. */
    String nameOf(String own);

    PaddingRule padding();

    /** Where the file does not state one. */
    Preprocessing preprocessing();

    /** A stored tensor as the network wants it; left as it is where that is not this layout's business. */
    default HostTensor arranged(HostTensor stored, Shape wanted) {
        boolean oneByOne = stored.shape().dimension() == 4 && wanted.dimension() == 2;
        return oneByOne
                        && stored.shape().get(0) == wanted.get(0)
                        && stored.shape().size() == wanted.size()
                ? new HostTensor(wanted, stored.values())
                : stored;
    }

    /** Whether a tensor of the file has no place in the network for a known reason. */
    default boolean ignores(String name) {
        return false;
    }
}
