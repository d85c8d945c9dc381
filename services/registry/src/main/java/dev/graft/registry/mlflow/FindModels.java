package dev.graft.registry.mlflow;

import dev.graft.registry.label.Refused;
import dev.graft.registry.label.Words;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.ReadRecords;
import dev.graft.registry.search.VersionRecord;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds one model or version by its name, as it is in the store now, or says what there is instead. */
public final class FindModels {
    private final ReadRecords reading;

    public FindModels(ReadRecords reading) {
        this.reading = reading;
    }

    public ModelRecord model(String name) {
        return reading.read(Words.name(name)).orElseThrow(() -> Refused.unknown("there is no model '" + name + "'"));
    }

    public VersionRecord version(String name, String number) {
        return version(model(name), number);
    }

    VersionRecord version(ModelRecord model, String number) {
        if (!number.matches("\\d{1,9}")) {
            throw Refused.invalid("a version is a whole number such as 3, not '" + number + "'");
        }
        return model.version(Integer.parseInt(number))
                .orElseThrow(() -> Refused.unknown(
                        "there is no version " + number + " of model '" + model.name() + "'; " + there(model)));
    }

    public VersionRecord byAlias(String name, String alias) {
        ModelRecord model = model(name);
        if (alias.equalsIgnoreCase("latest")) {
            return model.versions().stream()
                    .max(Comparator.comparingInt(VersionRecord::number))
                    .orElseThrow(() -> Refused.unknown("model '" + name + "' has no version"));
        }
        Integer number = model.aliases().get(Words.alias(alias));
        if (number == null) {
            throw Refused.invalid("Registered model alias " + alias + " not found. Model '" + name + "' has "
                    + (model.aliases().isEmpty()
                            ? "no alias"
                            : "the aliases " + model.aliases().keySet()));
        }
        return version(model, number.toString());
    }

    private static String there(ModelRecord model) {
        List<VersionRecord> versions = model.versions();
        if (versions.isEmpty()) {
            return "it has none";
        }
        return "it has "
                + versions.subList(Math.max(0, versions.size() - 10), versions.size()).stream()
                        .map(version -> String.valueOf(version.number()))
                        .collect(Collectors.joining(", ", versions.size() > 10 ? "…, " : "", ""));
    }
}
