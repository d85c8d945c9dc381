package dev.graft.evaluator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.graft.evaluator.fixture.UseCaseThatKnowsAnAdapter;
import dev.graft.evaluator.fixture.UseCaseThatKnowsKafka;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.platform.trace.Spans;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final Set<String> PORTS = Set.of(
            ObjectStore.class.getName(),
            StoreException.class.getName(),
            Steps.Outcome.class.getName(),
            Spans.class.getName(),
            Spans.Work.class.getName(),
            Json.class.getName(),
            Hashes.class.getName());

    private static final DescribedPredicate<JavaClass> ADAPTERS = resideInAnyPackage(
            "dev.graft.evaluator..messaging", "dev.graft.evaluator..storage", "dev.graft.evaluator..http");
    private static final DescribedPredicate<JavaClass> USE_CASES =
            resideInAPackage("dev.graft.evaluator.*..").and(not(ADAPTERS));
    private static final DescribedPredicate<JavaClass> PLATFORM_PORTS = DescribedPredicate.describe(
            "are ports of the platform",
            type -> PORTS.contains(type.getName().replaceAll("\\$(Stored|Object|Un|Mi|Ch|Too|Re).*", "")));

    private static final ArchRule USE_CASES_KNOW_NO_TRANSPORT = classes()
            .that(USE_CASES)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", "dev.graft.contracts..", "dev.graft.learning..")
                            .or(USE_CASES)
                            .or(PLATFORM_PORTS))
            .because("a verdict must not change with the transport");

    @Test
    void use_cases_know_ports_and_no_transport() {
        JavaClasses evaluator = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.graft.evaluator");

        assertThat(evaluator.that(USE_CASES)).hasSizeGreaterThan(15);
        USE_CASES_KNOW_NO_TRANSPORT.check(evaluator);
    }

    @Test
    void the_rule_finds_a_use_case_that_knows_kafka_or_an_adapter() {
        assertThat(violations(UseCaseThatKnowsKafka.class))
                .contains("org.apache.kafka.clients.consumer.ConsumerRecord");
        assertThat(violations(UseCaseThatKnowsAnAdapter.class)).contains("storage.StoredDatasets");
    }

    private static String violations(Class<?> type) {
        JavaClasses violating = new ClassFileImporter().importClasses(type);
        return USE_CASES_KNOW_NO_TRANSPORT
                .evaluate(violating)
                .getFailureReport()
                .toString();
    }
}
