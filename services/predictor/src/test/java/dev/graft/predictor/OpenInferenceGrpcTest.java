package dev.graft.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.graft.predictor.openinference.GRPCInferenceServiceGrpc;
import dev.graft.predictor.openinference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import dev.graft.predictor.openinference.InferTensorContents;
import dev.graft.predictor.openinference.ModelInferRequest;
import dev.graft.predictor.openinference.ModelInferRequest.InferInputTensor;
import dev.graft.predictor.openinference.ModelInferRequest.InferRequestedOutputTensor;
import dev.graft.predictor.openinference.ModelInferResponse;
import dev.graft.predictor.openinference.ModelMetadataRequest;
import dev.graft.predictor.openinference.ModelMetadataResponse;
import dev.graft.predictor.openinference.ModelReadyRequest;
import dev.graft.predictor.openinference.ServerLiveRequest;
import dev.graft.predictor.openinference.ServerMetadataRequest;
import dev.graft.predictor.openinference.ServerReadyRequest;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.SwapChampion;
import dev.graft.predictor.serving.inference.RawTensor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol over gRPC through a generated stub, with real models of texts, images and numbers. */
@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
class OpenInferenceGrpcTest {
    private static final String TEXTS = "grpc-texts";
    private static final String IMAGES = "grpc-images";

    @Inject
    TestRegistry registry;

    @Inject
    SwapChampion swap;

    @Inject
    ServedModels served;

    @TestHTTPResource("/")
    URL url;

    @TempDir
    Path folder;

    private ManagedChannel channel;
    private GRPCInferenceServiceBlockingStub stub;

    @BeforeEach
    void connect() throws IOException {
        if (served.find(TEXTS).isEmpty()) {
            registry.promote(TEXTS, 1, TinyModels.right());
            registry.promote(IMAGES, 1, TinyImages.write(folder));
            swap.bringUpToDate(TEXTS);
            swap.bringUpToDate(IMAGES);
        }
        channel = ManagedChannelBuilder.forAddress(url.getHost(), url.getPort())
                .usePlaintext()
                .build();
        stub = GRPCInferenceServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void hang_up() {
        channel.shutdownNow();
    }

    @Test
    void the_server_and_its_models_say_what_they_are() {
        assertThat(stub.serverLive(ServerLiveRequest.getDefaultInstance()).getLive())
                .isTrue();
        assertThat(stub.serverReady(ServerReadyRequest.getDefaultInstance()).getReady())
                .isTrue();
        assertThat(stub.serverMetadata(ServerMetadataRequest.getDefaultInstance())
                        .getName())
                .isEqualTo("graft-predictor");
        assertThat(ready(TEXTS, "")).isTrue();
        assertThat(ready(TEXTS, "1")).isTrue();
        assertThat(ready(TEXTS, "2")).isFalse();
        assertThat(ready("nobody", "")).isFalse();
        ModelMetadataResponse metadata = stub.modelMetadata(
                ModelMetadataRequest.newBuilder().setName(TEXTS).build());
        assertThat(metadata.getVersionsList()).containsExactly("1");
        assertThat(metadata.getInputs(0).getDatatype()).isEqualTo("BYTES");
        assertThat(metadata.getOutputsList())
                .extracting(ModelMetadataResponse.TensorMetadata::getName)
                .containsExactly("label", "probabilities");
    }

    @Test
    void typed_contents_are_answered_with_typed_contents() {
        ModelInferResponse answer = stub.modelInfer(
                texts(TinyModels.PARCEL_TEXT, "I was charged twice").setId("42").build());

        assertThat(answer.getId()).isEqualTo("42");
        assertThat(answer.getModelVersion()).isEqualTo("1");
        assertThat(answer.getRawOutputContentsList()).isEmpty();
        assertThat(answer.getOutputs(0).getContents().getBytesContentsList())
                .extracting(ByteString::toStringUtf8)
                .containsExactly(TinyModels.PARCEL, TinyModels.REFUND);
        assertThat(answer.getOutputs(1).getShapeList()).containsExactly(2L, 2L);
        assertThat(answer.getOutputs(1).getContents().getFp32ContentsList()).hasSize(4);
    }

    @Test
    void raw_contents_are_answered_with_raw_contents_and_say_the_same() throws Exception {
        byte[] raw = RawTensor.ofStrings(List.of(TinyModels.PARCEL_TEXT, "I was charged twice"));
        ModelInferRequest request = request(TEXTS)
                .addInputs(input("BYTES", 2, 1))
                .addRawInputContents(ByteString.copyFrom(raw))
                .build();

        ModelInferResponse answer = stub.modelInfer(request);
        ModelInferResponse typed = stub.modelInfer(
                texts(TinyModels.PARCEL_TEXT, "I was charged twice").build());

        assertThat(answer.getOutputs(0).hasContents()).isFalse();
        assertThat(answer.getRawOutputContents(0).toByteArray())
                .isEqualTo(RawTensor.ofStrings(List.of(TinyModels.PARCEL, TinyModels.REFUND)));
        assertThat(RawTensor.read("p", "FP32", answer.getRawOutputContents(1).asReadOnlyByteBuffer()))
                .isEqualTo(typed.getOutputs(1).getContents().getFp32ContentsList());
    }

    @Test
    void only_the_outputs_that_are_wanted_come_back() {
        ModelInferResponse answer = stub.modelInfer(texts("hello")
                .addOutputs(InferRequestedOutputTensor.newBuilder().setName("probabilities"))
                .build());

        assertThat(answer.getOutputsList())
                .singleElement()
                .satisfies(output -> assertThat(output.getName()).isEqualTo("probabilities"));
    }

    @Test
    void an_image_is_a_file_or_its_pixels() throws IOException {
        ByteString file = ByteString.copyFrom(Base64.getDecoder().decode(TinyImages.png(40, 30)));

        assertThat(label(request(IMAGES)
                        .addInputs(input("BYTES", 1)
                                .setContents(InferTensorContents.newBuilder().addBytesContents(file)))))
                .isEqualTo("warm");
        assertThat(label(request(IMAGES)
                        .addInputs(input("BYTES", 1)
                                .setContents(InferTensorContents.newBuilder()
                                        .addBytesContents(ByteString.copyFromUtf8(TinyImages.png(40, 30)))))))
                .isEqualTo("warm");
        assertThat(label(request(IMAGES)
                        .addInputs(input("FP32", 1, 3, 8, 8)
                                .setContents(InferTensorContents.newBuilder()
                                        .addAllFp32Contents(Collections.nCopies(192, 0.5f))))))
                .isEqualTo("warm");
    }

    @Test
    void what_is_wrong_with_a_request_is_said_with_how_to_mend_it() {
        assertRefused(request("nobody"), Status.Code.NOT_FOUND, "no model 'nobody'");
        assertRefused(texts("a").setModelVersion("9"), Status.Code.NOT_FOUND, "version 9");
        assertRefused(request(TEXTS), Status.Code.INVALID_ARGUMENT, "datatype BYTES, shape [n]");
        assertRefused(
                request(TEXTS).addInputs(input("FP32", 1)), Status.Code.INVALID_ARGUMENT, "datatype BYTES, shape [n]");
        assertRefused(
                texts("a").addRawInputContents(ByteString.copyFrom(RawTensor.ofStrings(List.of("a")))),
                Status.Code.INVALID_ARGUMENT,
                "one of the two");
        assertRefused(
                request(TEXTS).addInputs(input("BYTES", 1)).addRawInputContents(ByteString.copyFromUtf8("abc")),
                Status.Code.INVALID_ARGUMENT,
                "four bytes, little endian");
        assertRefused(
                request(TEXTS)
                        .addInputs(input("BYTES", 1)
                                .setContents(InferTensorContents.newBuilder()
                                        .addBytesContents(ByteString.copyFrom(new byte[] {(byte) 0xc3})))),
                Status.Code.INVALID_ARGUMENT,
                "UTF-8");
        assertRefused(
                texts("a").addOutputs(InferRequestedOutputTensor.newBuilder().setName("logits")),
                Status.Code.INVALID_ARGUMENT,
                "the outputs are 'label' and 'probabilities'");
        assertRefused(texts(Collections.nCopies(257, "a").toArray(String[]::new)), Status.Code.INVALID_ARGUMENT, "256");
    }

    @Test
    void a_message_of_more_than_16_megabytes_is_not_taken() {
        assertThatThrownBy(() -> stub.modelInfer(texts("x".repeat(17 << 20)).build()))
                .isInstanceOf(StatusRuntimeException.class)
                .satisfies(refusal -> assertThat(
                                ((StatusRuntimeException) refusal).getStatus().getCode())
                        .isNotEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    private void assertRefused(ModelInferRequest.Builder request, Status.Code code, String reason) {
        assertThatThrownBy(() -> stub.modelInfer(request.build()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, refusal -> {
                    assertThat(refusal.getStatus().getCode()).isEqualTo(code);
                    assertThat(refusal.getStatus().getDescription()).contains(reason);
                });
    }

    private boolean ready(String model, String version) {
        return stub.modelReady(ModelReadyRequest.newBuilder()
                        .setName(model)
                        .setVersion(version)
                        .build())
                .getReady();
    }

    private String label(ModelInferRequest.Builder request) {
        return stub.modelInfer(request.build())
                .getOutputs(0)
                .getContents()
                .getBytesContents(0)
                .toStringUtf8();
    }

    private static ModelInferRequest.Builder request(String model) {
        return ModelInferRequest.newBuilder().setModelName(model);
    }

    private static ModelInferRequest.Builder texts(String... texts) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (String text : texts) {
            contents.addBytesContents(ByteString.copyFromUtf8(text));
        }
        return request(TEXTS).addInputs(input("BYTES", texts.length).setContents(contents));
    }

    private static InferInputTensor.Builder input(String datatype, long... shape) {
        InferInputTensor.Builder input =
                InferInputTensor.newBuilder().setName("input").setDatatype(datatype);
        for (long size : shape) {
            input.addShape(size);
        }
        return input;
    }
}
