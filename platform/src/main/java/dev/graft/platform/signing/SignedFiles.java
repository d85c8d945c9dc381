package dev.graft.platform.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a signature is about: a model's name, and the SHA-256 of every file of its folder but the signature itself and
 * git's own. Written as an in-toto statement, whose subject is the SHA-256 of all files' digests, one after the other.
 *
 * @param digests by path, in the order of the paths' parts: {@code a/b} before {@code a-b}
 */
record SignedFiles(String name, SortedMap<String, String> digests) {
    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE = "https://model_signing/signature/v1.0";
    private static final String HASH = "sha256";
    private static final Set<String> IGNORED =
            Set.of(ModelSigner.FILE, ".git", ".gitattributes", ".github", ".gitignore");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    static SignedFiles of(String name, ModelFolder model) {
        SortedMap<String, String> digests = new TreeMap<>(SignedFiles::compareByParts);
        for (ModelFolder.File file : model.files()) {
            if (!IGNORED.contains(file.path().split("/", 2)[0])) {
                put(digests, file.path(), file.sha256());
            }
        }
        return new SignedFiles(name, digests);
    }

    private static void put(Map<String, String> digests, String path, String sha256) {
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("the file " + Expected.shortened(path) + " has no SHA-256, but '"
                    + Expected.shortened(sha256) + "'");
        }
        if (digests.put(path, sha256) != null) {
            throw new IllegalArgumentException("the file " + Expected.shortened(path) + " is listed twice");
        }
    }

    /** Parts by their code points, as the reference orders paths. */
    private static int compareByParts(String one, String other) {
        String[] left = one.split("/");
        String[] right = other.split("/");
        return Arrays.compare(
                left,
                right,
                (a, b) ->
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    }

    byte[] statement() {
        ObjectNode statement = Json.mapper().createObjectNode().put("_type", STATEMENT);
        statement
                .putArray("subject")
                .addObject()
                .put("name", name)
                .putObject("digest")
                .put(HASH, rootDigest());
        ObjectNode predicate = statement.put("predicateType", PREDICATE).putObject("predicate");
        ObjectNode serialization = predicate
                .putObject("serialization")
                .put("method", "files")
                .put("hash_type", HASH)
                .put("allow_symlinks", false);
        IGNORED.stream().sorted().forEach(serialization.putArray("ignore_paths")::add);
        var resources = predicate.putArray("resources");
        digests.forEach((path, sha256) ->
                resources.addObject().put("name", path).put("digest", sha256).put("algorithm", HASH));
        return Json.bytes(statement);
    }

    /**
     * @throws IllegalArgumentException when it is no statement on whole files, saying what is wrong
     * @throws java.io.UncheckedIOException when it is no JSON
     */
    static SignedFiles parse(byte[] statement) {
        JsonNode json = Json.read(statement, JsonNode.class);
        Expected.text(STATEMENT, json.path("_type"), "statement type");
        Expected.text(PREDICATE, json.path("predicateType"), "predicate type");
        JsonNode predicate = json.path("predicate");
        Expected.text("files", predicate.path("serialization").path("method"), "serialisation");
        Expected.text(HASH, predicate.path("serialization").path("hash_type"), "hash");
        SortedMap<String, String> digests = new TreeMap<>(SignedFiles::compareByParts);
        MessageDigest root = Hashes.sha256();
        for (JsonNode resource : predicate.path("resources")) {
            Expected.text(HASH, resource.path("algorithm"), "hash of a file");
            put(digests, resource.path("name").asText(), resource.path("digest").asText());
            root.update(HexFormat.of().parseHex(resource.path("digest").asText()));
        }
        JsonNode subject = Expected.single(json.path("subject"), "subjects");
        Expected.text(Hashes.hex(root.digest()), subject.path("digest").path(HASH), "digest of all files");
        return new SignedFiles(subject.path("name").asText(), digests);
    }

    private String rootDigest() {
        MessageDigest root = Hashes.sha256();
        digests.values().forEach(sha256 -> root.update(HexFormat.of().parseHex(sha256)));
        return Hashes.hex(root.digest());
    }
}
