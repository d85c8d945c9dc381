package dev.graft.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.graft.registry.fixture.usecase.UseCaseThatKnowsKafka;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final ArchRule USE_CASES_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideOutsideOfPackages("dev.graft.registry", "..messaging", "..http", "..storage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "jakarta..",
                    "org.eclipse.microprofile..",
                    "org.apache.kafka..",
                    "io.minio..",
                    "io.micrometer..",
                    "dev.graft.platform.http..")
            .because("a decision must be testable, and readable, without the machinery around it");

    private static final ArchRule ADAPTERS_ARE_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.graft.registry", "..messaging", "..http", "..storage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.graft.registry..messaging", "dev.graft.registry..http", "dev.graft.registry..storage");

    private static final ArchRule SERVICES_MEET_IN_EVENTS_ALONE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.graft.dataprep..",
                    "dev.graft.trainer..",
                    "dev.graft.evaluator..",
                    "dev.graft.predictor..",
                    "dev.graft.dashboard..");

    private final JavaClasses registry = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.graft.registry");

    @Test
    void use_cases_know_no_framework() {
        assertThat(registry).isNotEmpty();
        USE_CASES_KNOW_NO_FRAMEWORK.check(registry);
    }

    @Test
    void adapters_are_at_the_edge() {
        ADAPTERS_ARE_AT_THE_EDGE.check(registry);
    }

    @Test
    void knows_no_other_service() {
        SERVICES_MEET_IN_EVENTS_ALONE.check(registry);
    }

    @Test
    void the_rule_finds_a_use_case_that_knows_kafka() {
        JavaClasses violating = new ClassFileImporter().importClasses(UseCaseThatKnowsKafka.class);

        assertThat(USE_CASES_KNOW_NO_FRAMEWORK
                        .evaluate(violating)
                        .getFailureReport()
                        .getDetails())
                .anySatisfy(detail -> assertThat(detail).contains("ConsumerRecord"));
    }
}
