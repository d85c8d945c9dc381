package dev.graft.dataprep.batch.http;

import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchViews;
import dev.graft.dataprep.batch.QualityReport;
import dev.graft.dataprep.batch.QuarantinedRow;
import dev.graft.dataprep.check.BatchChecks;
import dev.graft.dataprep.task.http.DeclaredTasks;
import dev.graft.platform.http.Problem;
import dev.graft.platform.json.Json;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /tasks/{task}/batches/{batch}/report}: a batch's quality report as a page for people. */
@Path("/tasks/{task}/batches/{batch}/report")
public class ReportPage {
    private static final int QUARANTINED_SHOWN = 100;

    /** The page loads nothing and runs nothing: what producers sent is shown as text. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final BatchViews views;

    public ReportPage(BatchViews views) {
        this.views = views;
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(
                String task, BatchViews.Batch batch, QualityReport report, BatchViews.Page<QuarantinedRow> quarantine);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "A batch's quality report as a page for people")
    public Response page(@PathParam("task") String task, @PathParam("batch") String batch) {
        String name = DeclaredTasks.name(task);
        String id = DeclaredTasks.id(batch);
        BatchViews.Batch found = views.find(name, id)
                .orElseThrow(() -> Problem.notFound("task '" + name + "' has no batch '" + id + "'"));
        if (found.report() == null) {
            throw Problem.notFound("the batch '" + id + "' has no quality report, because its rows could not be read: "
                    + found.explanation());
        }
        QualityReport report = Json.mapper().convertValue(found.report(), QualityReport.class);
        BatchViews.Page<QuarantinedRow> quarantine =
                views.quarantine(name, id, 0, QUARANTINED_SHOWN).orElseThrow();
        return Response.ok(Templates.page(name, found, report, quarantine))
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** 0.0312 as {@code 3.1 %}. */
    @TemplateExtension
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** With two digits behind the point. */
    @TemplateExtension
    static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** With four significant digits. */
    @TemplateExtension
    static String plain(Double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /** What the checks looked at, in words. */
    @TemplateExtension
    static String features(BatchChecks.Scope scope) {
        return scope.backbone().equals(Task.FITTED_FEATURES)
                ? "the numbers themselves, standardised"
                : "the frozen features of " + scope.backbone();
    }

    /** What can be shown of a row. */
    @TemplateExtension
    static String shown(QuarantinedRow row) {
        if (row.features() != null) {
            return row.features().toString();
        }
        if (row.textPair() != null) {
            return row.text() + " | " + row.textPair();
        }
        String text = row.text() == null ? row.image() : row.text();
        return text == null ? "" : text;
    }

    /** A chance: three digits, or that it is smaller. */
    @TemplateExtension
    static String chance(double value) {
        return value < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** 12000 as {@code 12,000}. */
    @TemplateExtension
    static String count(Number number) {
        return String.format(Locale.ROOT, "%,d", number.longValue());
    }
}
