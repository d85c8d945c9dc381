package dev.graft.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "io.smallrye..",
        "io.vertx..",
        "jakarta..",
        "org.apache.kafka..",
        "io.minio..",
        "io.micrometer.."
    };

    private static final ArchRule READ_MODEL_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(
                    "..dashboard.readmodel..",
                    "..dashboard.view..",
                    "..dashboard.live..",
                    "..dashboard.replay..",
                    "dev.graft.dashboard.grafana")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    private static final ArchRule KNOWS_NO_OTHER_SERVICE = classes()
            .that()
            .resideInAPackage("dev.graft.dashboard..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "dev.graft.dataprep..",
                    "dev.graft.trainer..",
                    "dev.graft.evaluator..",
                    "dev.graft.registry..",
                    "dev.graft.predictor..",
                    "dev.graft.learning..");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.graft.dashboard");

    @Test
    void the_read_model_knows_no_framework() {
        assertThat(MAIN).isNotEmpty();
        READ_MODEL_KNOWS_NO_FRAMEWORK.check(MAIN);
    }

    @Test
    void the_dashboard_knows_no_other_service() {
        KNOWS_NO_OTHER_SERVICE.check(MAIN);
    }

    @Test
    void each_rule_can_fail() {
        JavaClasses violating =
                new ClassFileImporter().importPackages("dev.graft.dashboard.fixture.dashboard.readmodel");

        assertThatThrownBy(() -> READ_MODEL_KNOWS_NO_FRAMEWORK.check(violating)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> KNOWS_NO_OTHER_SERVICE.check(violating)).isInstanceOf(AssertionError.class);
    }
}
