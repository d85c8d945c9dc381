package dev.graft.platform.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in which keys are kept (RFC 7468). What it says of a file never holds the file's content. */
final class Pem {
    static final String PRIVATE_KEY = "PRIVATE KEY";
    static final String PUBLIC_KEY = "PUBLIC KEY";

    private static final int LINE = 64;
    private static final long MAX_BYTES = 64 << 10;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Pem() {}

    /**
     * The bytes of the file's first block of that label.
     *
     * @throws IllegalArgumentException where there is none, saying what to do
     */
    static byte[] read(Path file, String label) {
        List<String> others = new ArrayList<>();
        Matcher block = BLOCK.matcher(text(file));
        while (block.find()) {
            if (block.group(1).equals(label)) {
                return Base64.getMimeDecoder().decode(block.group(2));
            }
            others.add(block.group(1));
        }
        throw new IllegalArgumentException("the file " + file + " holds no PEM block '" + label + "'"
                + (others.isEmpty() ? "" : ", but " + others) + "; " + remedy(label));
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("the file " + file + " is too large for a key");
            }
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalArgumentException("the key file " + file + " cannot be read: " + e, e);
        }
    }

    private static String remedy(String label) {
        return label.equals(PRIVATE_KEY)
                ? "a private key is PKCS#8 without a password: openssl pkcs8 -topk8 -nocrypt -in KEY -out FILE"
                : "openssl pkey -in PRIVATE -pubout -out FILE writes one";
    }

    /** One block, as OpenSSL writes it. */
    static String write(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
