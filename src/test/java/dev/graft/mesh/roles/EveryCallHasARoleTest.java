package dev.graft.mesh.roles;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EveryCallHasARoleTest {
    private static final Path PROJECT = Path.of(System.getProperty("graft.project", "."));
    private static final List<String> SERVICES =
            List.of("data-prep", "trainer", "evaluator", "registry", "predictor", "dashboard");

    private final List<Call> calls =
            SERVICES.stream().flatMap(EveryCallHasARoleTest::calls).toList();

    private static Stream<Call> calls(String service) {
        Path classes = PROJECT.resolve("services").resolve(service).resolve("target/classes");
        List<Call> calls = Call.of(service, new ClassFileImporter().importPath(classes));
        assertThat(calls).as("calls of %s in %s", service, classes).isNotEmpty();
        return calls.stream();
    }

    @Test
    void every_call_is_in_the_list_with_its_role() throws IOException {
        List<String> listed = Files.readAllLines(PROJECT.resolve("docs/roles.md")).stream()
                .filter(line -> line.matches("\\| [a-z-]+ \\| `.*"))
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(calls.stream().map(Call::row).toList());
    }

    @Test
    void a_call_that_takes_away_says_its_role_itself() {
        assertThat(calls)
                .filteredOn(Call::takesAway)
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.said()).as(call.row()).isPresent());
    }

    @Test
    void the_rule_finds_calls_that_take_away_and_say_nothing() {
        List<Call> found = Call.of("fixture", new ClassFileImporter().importClasses(UnguardedResource.class));

        assertThat(found)
                .filteredOn(call -> call.takesAway() && call.said().isEmpty())
                .extracting(Call::row)
                .containsExactly(
                        "| fixture | `DELETE /things/{name}` | writer |",
                        "| fixture | `POST /things/{name}/purge-all/{kind}` | writer |");
        assertThat(found).hasSize(4);
    }
}
