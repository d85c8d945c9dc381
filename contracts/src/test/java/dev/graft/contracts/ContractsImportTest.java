package dev.graft.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.graft.contracts.fixture.ContractThatKnowsJacksonsMapper;
import org.junit.jupiter.api.Test;

class ContractsImportTest {
    private static final ArchRule IMPORTS_ALMOST_NOTHING = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.graft.contracts..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify.annotations..")
            .because("a contract is read by services, tools and tests that share nothing else");

    @Test
    void contracts_import_only_java_jackson_annotations_and_jspecify() {
        JavaClasses contracts = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.graft.contracts");

        assertThat(contracts).isNotEmpty();
        IMPORTS_ALMOST_NOTHING.check(contracts);
    }

    @Test
    void the_rule_finds_a_contract_that_imports_more() {
        JavaClasses violating = new ClassFileImporter().importClasses(ContractThatKnowsJacksonsMapper.class);

        assertThat(IMPORTS_ALMOST_NOTHING.evaluate(violating).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains("com.fasterxml.jackson.databind.ObjectMapper"));
    }
}
