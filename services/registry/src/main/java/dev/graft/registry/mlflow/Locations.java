package dev.graft.registry.mlflow;

import dev.graft.registry.label.Refused;
import dev.graft.registry.search.VersionRecord;
import dev.graft.registry.version.ForeignVersion;
import dev.graft.registry.version.ShelvedVersion;
import dev.graft.registry.version.VersionShelf;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a client fetches the files of a version. */
public final class Locations {
    private static final Pattern OTHER_VERSION = Pattern.compile("models:/([^/@]+)/(\\d{1,9})");
    private static final Pattern OTHER_ALIAS = Pattern.compile("models:/([^/@]+)@([^/@]+)");

    private final FindModels finding;
    private final VersionShelf shelf;

    public Locations(FindModels finding, VersionShelf shelf) {
        this.finding = finding;
        this.shelf = shelf;
    }

    /** The files of a run's version are served here; those of other versions lie where their source says. */
    public String of(VersionRecord version) {
        if (version.ofRun()) {
            return served(version.name(), version.number());
        }
        return shelf.look(version.name(), version.number())
                .map(Locations::location)
                .orElse(version.source());
    }

    static String served(String name, int version) {
        return "mlflow-artifacts:/" + name + "/" + version;
    }

    private static String location(ShelvedVersion version) {
        if (version instanceof ForeignVersion foreign) {
            return foreign.location();
        }
        throw new IllegalStateException("version " + version.number() + " was registered by hand and is not any more");
    }

    /** Of a source that somebody registers: that of the other version where it names one. */
    String of(String source) {
        if (source.isBlank()) {
            throw Refused.invalid("the field 'source' is missing: say where the version's files lie");
        }
        Matcher version = OTHER_VERSION.matcher(source);
        if (version.matches()) {
            return of(finding.version(version.group(1), version.group(2)));
        }
        Matcher alias = OTHER_ALIAS.matcher(source);
        return alias.matches() ? of(finding.byAlias(alias.group(1), alias.group(2))) : source;
    }
}
