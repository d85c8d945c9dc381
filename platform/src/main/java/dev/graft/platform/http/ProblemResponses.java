package dev.graft.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Says in a service's OpenAPI document of every call that whatever it refuses comes as problem details, but of those of a
 * protocol with a form of its own, which say so themselves.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {
    private static final String[] TEXTS = {"type", "title", "detail", "instance"};

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        if (!operation.getResponses().hasAPIResponse(APIResponses.DEFAULT)) {
            operation.getResponses().addAPIResponse(APIResponses.DEFAULT, problem());
        }
        return operation;
    }

    private static APIResponse problem() {
        Schema schema = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
        for (String text : TEXTS) {
            schema.addProperty(text, OASFactory.createSchema().addType(Schema.SchemaType.STRING));
        }
        schema.addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
        return OASFactory.createAPIResponse()
                .description("Why it was refused, and how to mend it (RFC 9457)")
                .content(OASFactory.createContent()
                        .addMediaType(
                                ProblemDetails.MEDIA_TYPE,
                                OASFactory.createMediaType().schema(schema)));
    }
}
