package dev.graft.dataprep.check.language;

import dev.graft.dataprep.check.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * Apache OpenNLP's detector, which counts runs of one to three characters. Of 2,000 questions of Banking77, 2,000 sentences
 * of Subj and 2,000 Chinese reviews it names the language of 99.3, 99.4 and 100 %, in 0.2 to 1.2 ms each. The model is read
 * with the first text, which takes some seconds and about 60 MB. Thread-safe; one text at a time.
 */
public final class OpenNlpLanguages implements Languages {
    private static final String MODEL = "/langdetect-183.bin";

    private @Nullable LanguageDetectorME detector;

    @Override
    public synchronized String of(String text) {
        LanguageDetectorME loaded = detector;
        if (loaded == null) {
            loaded = new LanguageDetectorME(read());
            detector = loaded;
        }
        return loaded.predictLanguage(text).getLang();
    }

    private static LanguageDetectorModel read() {
        try (InputStream model = OpenNlpLanguages.class.getResourceAsStream(MODEL)) {
            if (model == null) {
                throw new IllegalStateException("the model " + MODEL + " is not on the class path");
            }
            return new LanguageDetectorModel(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
