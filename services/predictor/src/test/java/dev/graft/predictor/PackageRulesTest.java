package dev.graft.predictor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import org.junit.jupiter.api.Test;

class PackageRulesTest {
    private static final String SERVING = "dev.graft.predictor.serving";
    private static final String[] EDGE = {
        "io.quarkus..",
        "io.smallrye..",
        "io.micrometer..",
        "jakarta..",
        "org.eclipse.microprofile..",
        "org.apache.kafka..",
        "io.cloudevents..",
        "io.minio..",
        "ai.djl..",
        "dev.graft.learning..",
        "dev.graft.platform.."
    };

    private static final String[] USE_CASES = {
        SERVING, SERVING + ".question", SERVING + ".scoring", SERVING + ".inference"
    };

    private static final ArchRule USE_CASES_KNOW_NO_EDGE = rule(JavaClass.Predicates.resideInAnyPackage(USE_CASES));
    private static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.graft.dataprep..",
                    "dev.graft.trainer..",
                    "dev.graft.evaluator..",
                    "dev.graft.registry..",
                    "dev.graft.dashboard..",
                    "dev.graft.launcher..");

    private final JavaClasses predictor = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.graft.predictor");

    @Test
    void the_use_cases_know_neither_quarkus_nor_kafka_nor_the_store_nor_the_learning_library() {
        assertThat(predictor.stream().map(JavaClass::getPackageName)).contains(USE_CASES);
        USE_CASES_KNOW_NO_EDGE.check(predictor);
    }

    @Test
    void the_predictor_knows_no_other_service() {
        NO_OTHER_SERVICE.check(predictor);
    }

    @Test
    void the_rule_finds_a_use_case_that_breaks_it() {
        JavaClasses violating = new ClassFileImporter().importPackages("dev.graft.predictor.architecture");

        assertThat(rule(JavaClass.Predicates.resideInAPackage("dev.graft.predictor.architecture"))
                        .evaluate(violating)
                        .hasViolation())
                .isTrue();
    }

    private static ClassesShouldConjunction rule(DescribedPredicate<JavaClass> useCases) {
        return noClasses().that(useCases).should().dependOnClassesThat().resideInAnyPackage(EDGE);
    }
}
