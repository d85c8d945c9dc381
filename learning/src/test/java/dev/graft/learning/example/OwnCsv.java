package dev.graft.learning.example;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.FolderCheckpoints;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.StartingPoint;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingData;
import dev.graft.learning.train.TrainingJob;
import dev.graft.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fine-tunes MiniLM on a CSV file with the columns text and label: {@code OwnCsv rows.csv model-folder}. */
final class OwnCsv {
    public static void main(String[] args) throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(Path.of(args[0]))) {
            csv.forEach(row -> rows.add(LabelledText.of(row.getField("text"), row.getField("label"))));
        }
        TrainingData data = TrainingData.split(rows, 0.2, 7);

        Path model = Path.of(args[1]);
        TrainingJob job = TrainingJob.of(
                StartingPoint.backbone(Backbones.named("all-minilm-l6-v2")),
                data,
                StrategyAdvisor.auto(data.shape(6)),
                model);
        FolderCheckpoints checkpoints = new FolderCheckpoints(model.resolve("checkpoints"));
        new FineTuning(job, checkpoints, TrainingListener.SILENT, StopSignal.NEVER)
                .run()
                .history()
                .forEach(epoch ->
                        System.out.printf("epoch %d: %.1f %%%n", epoch.epoch(), 100 * epoch.validationAccuracy()));

        try (TextClassifier classifier = TextClassifier.load(model, DeviceChoice.AUTO)) {
            float[] shares = classifier.probabilities(List.of(TextInput.of("where is my parcel??")))[0];
            for (int i = 0; i < shares.length; i++) {
                System.out.printf(
                        "%5.1f %% %s%n", 100 * shares[i], data.labels().get(i));
            }
        }
    }
}
