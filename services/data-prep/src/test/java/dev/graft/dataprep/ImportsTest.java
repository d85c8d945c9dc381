package dev.graft.dataprep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.graft.dataprep.fixture.UseCaseThatKnowsKafka;
import org.junit.jupiter.api.Test;

class ImportsTest {
    private static final String[] ADAPTERS = {"..messaging..", "..http..", "..timer..", "dev.graft.dataprep"};

    private static final ArchRule USE_CASES_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "jakarta..",
                    "org.eclipse.microprofile..",
                    "org.apache.kafka..",
                    "io.minio..",
                    "dev.graft.platform.http..",
                    "dev.graft.dataprep.*.messaging..",
                    "dev.graft.dataprep.*.http..",
                    "dev.graft.dataprep.*.timer..")
            .because("a use case is tested without a server, a broker or a store");

    @Test
    void use_cases_know_no_framework_and_no_adapter() {
        JavaClasses service = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.graft.dataprep");

        assertThat(service).hasSizeGreaterThan(40);
        USE_CASES_KNOW_NO_FRAMEWORK.check(service);
    }

    @Test
    void the_rule_finds_a_use_case_that_knows_kafka() {
        JavaClasses violating = new ClassFileImporter().importClasses(UseCaseThatKnowsKafka.class);

        assertThat(USE_CASES_KNOW_NO_FRAMEWORK
                        .evaluate(violating)
                        .getFailureReport()
                        .getDetails())
                .anySatisfy(detail -> assertThat(detail).contains("ProducerRecord"));
    }
}
