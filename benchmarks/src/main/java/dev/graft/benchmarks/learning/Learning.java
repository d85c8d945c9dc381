package dev.graft.benchmarks.learning;

import picocli.CommandLine.Command;

/** The library alone, without a mesh. */
@Command(
        name = "learning",
        description = "The transfer-learning library alone: quality, speed, memory.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "MEASUREMENT",
        subcommands = {
            Compare.class,
            Train.class,
            FewShotDraws.class,
            Distil.class,
            Adapt.class,
            TextCheck.class,
            Drift.class,
            LabelQuality.class,
            Imbalance.class,
            ImbalanceOfNumbers.class,
            HopelessRuns.class,
            Tabular.class,
            Tokenising.class,
            Fusion.class,
            StepCost.class,
            Size.class,
            SizeChild.class,
            FlatMemory.class,
            FlatMemoryChild.class,
            Resume.class,
            ResumeChild.class
        })
public final class Learning {}
