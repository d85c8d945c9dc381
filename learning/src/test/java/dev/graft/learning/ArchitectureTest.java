package dev.graft.learning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.graft.learning.architecture.UsesAConnectionPool;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final ArchRule NO_MESH = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "org.eclipse.microprofile..",
                    "io.smallrye..",
                    "org.apache.kafka..",
                    "io.cloudevents..",
                    "io.minio..",
                    "java.net.http..",
                    "dev.graft.contracts..",
                    "dev.graft.platform..");

    private static final ArchRule NO_CYCLES =
            slices().matching("dev.graft.learning.(*)..").should().beFreeOfCycles();

    private final JavaClasses learning = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.graft.learning");

    @Test
    void the_library_knows_nothing_of_the_mesh() {
        assertThat(learning).isNotEmpty();
        NO_MESH.check(learning);
    }

    @Test
    void its_packages_have_no_cycles() {
        NO_CYCLES.check(learning);
    }

    @Test
    void the_rule_finds_a_class_that_breaks_it() {
        JavaClasses violating = new ClassFileImporter().importClasses(UsesAConnectionPool.class);

        assertThat(NO_MESH.evaluate(violating).hasViolation()).isTrue();
    }
}
