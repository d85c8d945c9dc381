package dev.graft.platform.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The file that a signature is: a Sigstore bundle around a DSSE envelope, without certificates or a transparency log.
 *
 * @param hint of the key; empty: the signer did not say which
 * @param signature in DER, of {@link #signedBytes()}
 */
record SignatureBundle(String hint, byte[] payload, byte[] signature) {
    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    byte[] toJson() {
        ObjectNode bundle = Json.mapper().createObjectNode().put("mediaType", MEDIA_TYPE);
        ObjectNode material = bundle.putObject("verificationMaterial");
        material.putObject("publicKey").put("hint", hint);
        material.putArray("tlogEntries");
        ObjectNode envelope = bundle.putObject("dsseEnvelope")
                .put("payload", base64(payload))
                .put("payloadType", SignedFiles.PAYLOAD_TYPE);
        envelope.putArray("signatures")
                .addObject()
                .put("sig", base64(signature))
                .put("keyid", "");
        return Json.bytes(bundle);
    }

    /**
     * @throws IllegalArgumentException when it is no such bundle, saying what is wrong
     * @throws java.io.UncheckedIOException when it is no JSON
     */
    static SignatureBundle parse(byte[] json) {
        JsonNode bundle = Json.read(json, JsonNode.class);
        Expected.text(MEDIA_TYPE, bundle.path("mediaType"), "media type");
        JsonNode envelope = bundle.path("dsseEnvelope");
        Expected.text(SignedFiles.PAYLOAD_TYPE, envelope.path("payloadType"), "payload type");
        JsonNode signature = Expected.single(envelope.path("signatures"), "signatures");
        return new SignatureBundle(
                bundle.at("/verificationMaterial/publicKey/hint").asText(""),
                bytes(envelope.path("payload")),
                bytes(signature.path("sig")));
    }

    /** DSSE's pre-authentication encoding: what is signed is the payload with its type and both lengths. */
    byte[] signedBytes() {
        return signedBytes(payload);
    }

    static byte[] signedBytes(byte[] payload) {
        String type = SignedFiles.PAYLOAD_TYPE;
        String head = "DSSEv1 " + type.length() + " " + type + " " + payload.length + " ";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        all.writeBytes(payload);
        return all.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }
}
