package dev.graft.registry.access;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Calls of the registry with a token, in the form that {@code curl} and MLflow's Python client send it. */
record Calls(String token) {
    static final String MLFLOW = "/api/2.0/mlflow/";

    ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    ValidatableResponse post(String path, String body) {
        return request().body(body).post(path).then();
    }

    ValidatableResponse delete(String path, String body) {
        return request().body(body).delete(path).then();
    }

    ValidatableResponse rollback(String task, String requestedBy) {
        return post(
                "/models/" + task + "/rollback",
                "{\"explanation\": \"a test\", \"requestedBy\": \"" + requestedBy + "\"}");
    }

    ValidatableResponse alias(String task, String alias, int version) {
        return post(
                MLFLOW + "registered-models/alias",
                "{\"name\": \"%s\", \"alias\": \"%s\", \"version\": \"%d\"}".formatted(task, alias, version));
    }

    ValidatableResponse create(String model) {
        return post(MLFLOW + "registered-models/create", "{\"name\": \"" + model + "\"}");
    }

    private RequestSpecification request() {
        RequestSpecification request = given().contentType(ContentType.JSON);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
