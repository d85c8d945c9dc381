package dev.graft.predictor.serving.storage;

/** What computes the models of texts. */
public enum TextRuntime {
    /** ONNX Runtime on the processor, where it is faster; PyTorch on a GPU, and for a model that ONNX Runtime does not take. */
    AUTO,
    PYTORCH,
    ONNX
}
