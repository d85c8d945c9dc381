package dev.graft.predictor.serving.watch;

import dev.graft.predictor.serving.Input;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** The ids of inputs: SHA-256 of what was asked, so that the same input has the same. */
final class InputIds {
    private InputIds() {}

    /** 64 lower-case hexadecimal digits. */
    static String of(String task, Input input) {
        MessageDigest digest = sha256();
        add(digest, task);
        if (input instanceof Input.Text text) {
            add(digest, "text");
            add(digest, text.text());
        } else if (input instanceof Input.Pair pair) {
            add(digest, "text-pair");
            add(digest, pair.text());
            add(digest, pair.textPair());
        } else if (input instanceof Input.Image image) {
            add(digest, "image");
            add(digest, image.base64());
        } else if (input instanceof Input.Row row) {
            add(digest, "row");
            add(digest, String.valueOf(row.dataSource()));
            new TreeMap<>(row.values()).forEach((name, value) -> {
                if (value != null) {
                    add(digest, name);
                    add(digest, value);
                }
            });
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
