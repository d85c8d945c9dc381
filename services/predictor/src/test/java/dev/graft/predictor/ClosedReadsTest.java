package dev.graft.predictor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.graft.predictor.openinference.GRPCInferenceServiceGrpc;
import dev.graft.predictor.openinference.ModelInferRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ClosedReadsTest.NobodyWithoutCredentials.class)
@QuarkusTestResource(LocalStoreAndBroker.class)
class ClosedReadsTest {
    private static final String TOKEN = "rita-has-this-token";

    /** A predictor that answers nobody who does not say who they are. */
    public static final class NobodyWithoutCredentials implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "graft.api.anonymous", "none",
                    "graft.api.tokens.rita.role", "reader",
                    "graft.api.tokens.rita.token", TOKEN);
        }
    }

    @TestHTTPResource("/")
    URL url;

    @Test
    void without_credentials_nothing_is_read_or_predicted() {
        request().get("/models").then().statusCode(401).body("detail", containsString("the role 'reader'"));
        request()
                .body("{\"text\": \"hello\"}")
                .post("/predict/support")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json");
    }

    @Test
    void a_client_of_the_inference_protocol_gets_its_form_of_error() {
        request()
                .body("{}")
                .post("/v2/models/support/infer")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("error", containsString("no credentials"));
        request().get("/v2").then().statusCode(401).body("error", containsString("no credentials"));
    }

    @Test
    void a_reader_reads_and_asks_for_predictions() {
        reader().get("/models").then().statusCode(200);
        reader().get("/v2").then().statusCode(200).body("name", equalTo("graft-predictor"));
        reader().body("{\"text\": \"hello\"}")
                .post("/predict/no-such-task")
                .then()
                .statusCode(404);
        reader().body("{}").post("/v2/models/no-such-task/infer").then().statusCode(404);
    }

    @Test
    void the_same_holds_over_grpc() {
        ManagedChannel channel = ManagedChannelBuilder.forAddress(url.getHost(), url.getPort())
                .usePlaintext()
                .build();
        try {
            assertThat(answer(channel, null)).isEqualTo("UNAUTHENTICATED");
            assertThat(answer(channel, "Bearer of-somebody-else")).isEqualTo("UNAUTHENTICATED");
            assertThat(answer(channel, "Bearer " + TOKEN)).isEqualTo("NOT_FOUND");
        } finally {
            channel.shutdownNow();
        }
    }

    private static String answer(ManagedChannel channel, String authorization) {
        Metadata headers = new Metadata();
        if (authorization != null) {
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
        }
        try {
            return GRPCInferenceServiceGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .modelInfer(ModelInferRequest.newBuilder()
                            .setModelName("no-such-task")
                            .build())
                    .toString();
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode().toString();
        }
    }

    @Test
    void health_and_metrics_stay_open() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    private static RequestSpecification request() {
        return given().contentType(ContentType.JSON);
    }

    private static RequestSpecification reader() {
        return request().header("Authorization", "Bearer " + TOKEN);
    }
}
