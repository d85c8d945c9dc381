package dev.graft.learning;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sessions of onnxruntime with one thread, which does not spin where tests share the processor, and without a log. */
public final class OnnxSessions {

    private OnnxSessions() {}

    public static OrtSession open(Path file) throws OrtException, IOException {
        return open(Files.readAllBytes(file));
    }

    public static OrtSession open(byte[] model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return OrtEnvironment.getEnvironment().createSession(model, options);
        }
    }
}
