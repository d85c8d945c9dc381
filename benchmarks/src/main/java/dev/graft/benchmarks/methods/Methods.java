package dev.graft.benchmarks.methods;

import picocli.CommandLine.Command;

/** The methods that need no mesh and, but for one, no network. */
@Command(
        name = "methods",
        description = "Transfer methods on features, against their published figures and the references in Python.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "MEASUREMENT",
        subcommands = {
            AdaptationOfFeatures.class,
            ImbalanceRemedies.class,
            ClassicTexts.class,
            NeuralFeatures.class,
            Policies.class,
            MetaLearnt.class,
            OneShot.class,
            AllMethods.class
        })
public final class Methods {}
