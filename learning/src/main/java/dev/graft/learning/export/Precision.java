package dev.graft.learning.export;

/** How the linear layers of an exported encoder are computed. */
public enum Precision {
    /** As they were trained. */
    FLOAT32,

    /**
     * Dynamic quantisation: weights are kept in 7 bits with a scale for each output, inputs get 8 bits with a scale that is
     * measured for each call, products are added up in integers. Weights take a quarter of the room, and processors multiply bytes
     * faster. 7 bits and not 8, because the sum of two products must fit into 16 bits on processors without instructions for
     * neural networks (VNNI). Embeddings, attention's own products, norms and the head stay as they are.
     *
     * <p>Jacob et al., "Quantization and training of neural networks for efficient integer-arithmetic-only inference" (CVPR
     * 2018), without the training.
     */
    INT8
}
