package dev.graft.predictor;

import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.StartingPoint;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingData;
import dev.graft.learning.train.TrainingJob;
import dev.graft.learning.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Two real models of the real backbone, each a head that learns for a second, with opposite opinions. */
final class TinyModels {
    static final String PARCEL_TEXT = "the courier has not brought my package";
    static final String PARCEL = "parcel";
    static final String REFUND = "refund";

    private static final List<String> ABOUT_PARCELS = List.of(
            "where is my parcel",
            "the courier never came",
            "when will my order arrive?",
            "tracking has not moved for days",
            "package still not here",
            "it says delivered but I got nothing",
            "has my box been shipped yet",
            "delivery is late again",
            "the postman went past my door",
            "no delivery today either",
            "is my shipment lost",
            "how long does shipping take",
            "parcel left at the wrong house",
            "the driver could not find my address",
            "my order is stuck in the depot");
    private static final List<String> ABOUT_REFUNDS = List.of(
            "I want my money back",
            "please refund the second charge",
            "you billed me twice",
            "when do I get the money for my return",
            "reverse this payment",
            "the amount on my card is too high, give it back",
            "reimburse me for the broken lamp",
            "cancel the transaction and repay me",
            "I was charged too much",
            "send my money back",
            "why was I charged again",
            "the refund has not reached my bank account",
            "I paid for something that I returned",
            "credit my account please",
            "double payment, please correct it");

    private static final TinyModels SHARED = new TinyModels();

    private final Path right;
    private final Path swapped;

    private TinyModels() {
        right = train(PARCEL, REFUND);
        swapped = train(REFUND, PARCEL);
    }

    /** Says {@link #PARCEL} of {@link #PARCEL_TEXT}. */
    static Path right() {
        return SHARED.right;
    }

    /** Says {@link #REFUND} of {@link #PARCEL_TEXT}. */
    static Path swapped() {
        return SHARED.swapped;
    }

    private static Path train(String ofParcels, String ofRefunds) {
        List<LabelledText> rows = new ArrayList<>();
        for (int i = 0; i < ABOUT_PARCELS.size(); i++) {
            rows.add(new LabelledText(TextInput.of(ABOUT_PARCELS.get(i)), ofParcels));
            rows.add(new LabelledText(TextInput.of(ABOUT_REFUNDS.get(i)), ofRefunds));
        }
        TransferStrategy probe = StrategyAdvisor.linearProbe();
        try {
            Path folder = Files.createTempDirectory("graft-tiny-model");
            TrainingJob job = new TrainingJob(
                    StartingPoint.backbone(Backbones.named("all-minilm-l6-v2")),
                    new TrainingData(rows.subList(6, 30), rows.subList(0, 6), List.of(PARCEL, REFUND)),
                    probe.with(probe.hyperParameters().change().epochs(20).build()),
                    1,
                    DeviceChoice.CPU,
                    folder,
                    new ModelCard("tiny", "all-minilm-l6-v2", "apache-2.0", "30 rows", new TreeMap<>(), List.of()),
                    Clock.systemUTC(),
                    TrainingJob.DEFAULT_CACHE_BYTES);
            new FineTuning(job, CheckpointStore.NONE, TrainingListener.SILENT, StopSignal.NEVER).run();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
