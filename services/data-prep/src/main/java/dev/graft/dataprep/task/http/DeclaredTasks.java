package dev.graft.dataprep.task.http;

import dev.graft.contracts.task.Task;
import dev.graft.dataprep.task.TaskCatalogue;
import dev.graft.platform.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Tasks and ids as they stand in a path: checked before they become a part of a key. */
@ApplicationScoped
public class DeclaredTasks {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,127}");
    private static final int MOST = 500;

    private final TaskCatalogue catalogue;

    public DeclaredTasks(TaskCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The task in force, or the problem that there is none. */
    public Task require(String name) {
        String checked = name(name);
        return catalogue
                .newest(checked)
                .orElseThrow(() ->
                        Problem.notFound("no task '" + checked + "' is declared; GET /tasks lists those that are"));
    }

    /** A name that may stand in a key, or the problem that it may not. */
    public static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.notFound(
                    "a task's name is 1 to 63 lower-case letters, digits and hyphens; no other can be declared");
        }
        return name;
    }

    /** An id that may stand in a key, or the problem that it may not. */
    public static String id(String id) {
        if (!ID.matcher(id).matches()) {
            throw Problem.notFound("an id is 1 to 128 lower-case letters, digits and hyphens");
        }
        return id;
    }

    /** How many items a list answers with, or the problem that it is out of range. */
    public static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("limit: give 1 to " + MOST);
        }
        return limit;
    }

    /** How many items a list leaves out at its beginning, or the problem that it is out of range. */
    public static int offset(int offset) {
        if (offset < 0) {
            throw Problem.badRequest("offset: give 0 or more");
        }
        return offset;
    }
}
