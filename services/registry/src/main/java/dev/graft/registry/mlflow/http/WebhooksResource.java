package dev.graft.registry.mlflow.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.registry.label.Refused;
import dev.graft.registry.webhook.Deliveries;
import dev.graft.registry.webhook.Delivery;
import dev.graft.registry.webhook.EditWebhooks;
import dev.graft.registry.webhook.Sender;
import dev.graft.registry.webhook.Webhook;
import dev.graft.registry.webhook.WebhookEvent;
import dev.graft.registry.webhook.Webhooks;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@code webhooks} of MLflow's REST interface, and what each has still to be told, which MLflow does not keep. For admins: what
 * is told leaves the mesh, and an address may hold a secret.
 */
@Path("/api/2.0/mlflow/webhooks")
@NeedsRole(Role.ADMIN)
@Consumes(MediaType.WILDCARD)
@APIResponse(
        responseCode = "default",
        description = "Why it was refused, in MLflow's form",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MlflowAnswers.Failure.class)))
public class WebhooksResource {
    private static final int MAX_SHOWN = 100;

    private final EditWebhooks editing;
    private final Deliveries deliveries;

    public WebhooksResource(Webhooks webhooks, Deliveries deliveries) {
        this.editing = webhooks.editing();
        this.deliveries = deliveries;
    }

    @POST
    @Operation(summary = "MLflow: tells an address of events of the registry")
    public Response create(@Nullable String body) {
        return MlflowAnswers.answer(() -> one(editing.create(wish(Fields.of(body)))));
    }

    /** All of them on one page: there are not many. */
    @GET
    @Operation(summary = "MLflow: the webhooks")
    public Response list(@Context UriInfo uri) {
        return MlflowAnswers.answer(() -> Map.of(
                "webhooks", editing.all().stream().map(WebhooksResource::shape).toList()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "MLflow: a webhook")
    public Response get(@PathParam("id") String id) {
        return MlflowAnswers.answer(() -> one(editing.get(id)));
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "MLflow: changes a webhook")
    public Response update(@PathParam("id") String id, @Nullable String body) {
        return MlflowAnswers.answer(() -> one(editing.update(id, wish(Fields.of(body)))));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "MLflow: deletes a webhook")
    public Response delete(@PathParam("id") String id) {
        return MlflowAnswers.done(() -> editing.delete(id));
    }

    @POST
    @Path("/{id}/test")
    @Operation(summary = "MLflow: sends a webhook an event to try it")
    public Response test(@PathParam("id") String id, @Nullable String body) {
        return MlflowAnswers.answer(() -> {
            List<WebhookEvent> events = Fields.of(body).events("event");
            return Map.of("result", result(editing.test(id, events.isEmpty() ? null : events.get(0))));
        });
    }

    /** What waits to be delivered, oldest first, and what was given up. */
    @GET
    @Path("/{id}/deliveries")
    @Operation(summary = "What a webhook has still to be told, and what was given up")
    public Response deliveries(@PathParam("id") String id) {
        return MlflowAnswers.answer(() -> {
            editing.get(id);
            List<String> pending = deliveries.pending(id);
            List<Shown> shown = pending.stream()
                    .limit(MAX_SHOWN)
                    .flatMap(place -> deliveries.find(place).stream())
                    .map(each -> Shown.of(each.delivery()))
                    .toList();
            List<Shown> failed = deliveries.failed(id).stream().map(Shown::of).toList();
            return Map.of("pending_count", pending.size(), "pending", shown, "failed", failed);
        });
    }

    /** A delivery without its body. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            WebhookEvent event,
            String model,
            Instant createdAt,
            int attempts,
            @Nullable String error) {
        static Shown of(Delivery delivery) {
            return new Shown(
                    delivery.id(),
                    delivery.event(),
                    delivery.model(),
                    delivery.createdAt(),
                    delivery.attempts(),
                    delivery.error());
        }
    }

    private static EditWebhooks.Wish wish(Fields fields) {
        List<WebhookEvent> events = fields.events("events");
        return new EditWebhooks.Wish(
                fields.optional("name").orElse(null),
                fields.optional("url").orElse(null),
                fields.optional("description").orElse(null),
                events.isEmpty() ? null : events,
                fields.optional("secret").filter(secret -> !secret.isEmpty()).orElse(null),
                fields.optional("status").map(WebhooksResource::active).orElse(null));
    }

    private static boolean active(String status) {
        return switch (status) {
            case "ACTIVE" -> true;
            case "DISABLED" -> false;
            default -> throw Refused.invalid("a webhook's status is ACTIVE or DISABLED, not '" + status + "'");
        };
    }

    private static Map<String, Object> one(Webhook webhook) {
        return Map.of("webhook", shape(webhook));
    }

    /** Without the secret, which nobody can read back. */
    private static Map<String, Object> shape(Webhook webhook) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("webhook_id", webhook.id());
        json.put("name", webhook.name());
        if (webhook.description() != null) {
            json.put("description", webhook.description());
        }
        json.put("url", webhook.url());
        json.put(
                "events",
                webhook.events().stream()
                        .map(event -> Map.of("entity", upper(event.entity()), "action", upper(event.action())))
                        .toList());
        json.put("status", webhook.active() ? "ACTIVE" : "DISABLED");
        json.put("creation_timestamp", webhook.createdAt().toEpochMilli());
        json.put("last_updated_timestamp", webhook.updatedAt().toEpochMilli());
        return json;
    }

    private static Map<String, Object> result(Sender.Answer answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("success", answer.status() >= 200 && answer.status() < 400);
        if (answer.status() > 0) {
            json.put("response_status", answer.status());
            json.put("response_body", answer.body());
        } else {
            json.put("error_message", answer.body());
        }
        return json;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
