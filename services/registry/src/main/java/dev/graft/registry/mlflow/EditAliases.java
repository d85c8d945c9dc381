package dev.graft.registry.mlflow;

import dev.graft.contracts.document.ModelAlias;
import dev.graft.registry.label.Refused;
import dev.graft.registry.label.Words;
import dev.graft.registry.promotion.MoveFreeAlias;
import dev.graft.registry.promotion.MoveOutcome;
import dev.graft.registry.promotion.MoveRequest;
import dev.graft.registry.promotion.OverruleGate;
import dev.graft.registry.search.ModelIndex;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.VersionRecord;
import java.util.Objects;
import java.util.UUID;

/** Moves aliases; each move is an entry of the model's history. */
public final class EditAliases {
    private final FindModels finding;
    private final OverruleGate overruling;
    private final MoveFreeAlias moving;
    private final ModelIndex index;

    public EditAliases(FindModels finding, OverruleGate overruling, MoveFreeAlias moving, ModelIndex index) {
        this.finding = finding;
        this.overruling = overruling;
        this.moving = moving;
        this.index = index;
    }

    /** @param by whom the history names */
    public void set(String name, String alias, String version, String by) {
        ModelRecord model = finding.model(name);
        VersionRecord wanted = finding.version(model, version);
        if (Words.alias(alias).equals(ModelAlias.CHAMPION)) {
            promote(model, wanted, by);
        } else {
            moving.set(name, alias, wanted.number(), by).ifPresent(claim -> {
                throw Refused.conflict("the files of version " + wanted.number() + " of '" + model.name()
                        + "' were collected: " + claim.reason() + " No alias can point at it any more");
            });
        }
        index.refresh(name);
    }

    /** What happens is what a person does who overrules the gate. */
    private void promote(ModelRecord model, VersionRecord wanted, String by) {
        if (!wanted.ofRun()) {
            throw Refused.conflict("version " + wanted.number() + " of '" + model.name()
                    + "' cannot be " + ModelAlias.CHAMPION + ": no run of the mesh made it, so the services of the mesh"
                    + " could not load it. Take another alias, or a version that a run made");
        }
        if (Objects.equals(model.live(), wanted.number())) {
            return;
        }
        MoveOutcome outcome = overruling.promote(
                model.name(),
                new MoveRequest(
                        wanted.number(),
                        null,
                        "The alias " + ModelAlias.CHAMPION + " was set over MLflow's interface.",
                        by,
                        UUID.randomUUID().toString()));
        if (outcome instanceof MoveOutcome.Unknown unknown) {
            throw Refused.unknown(unknown.explanation());
        }
        if (outcome instanceof MoveOutcome.Impossible impossible) {
            throw Refused.conflict(impossible.explanation());
        }
    }

    /**
     * Nothing happens when there is no such alias, as in MLflow.
     *
     * @param by whom the history names
     */
    public void delete(String name, String alias, String by) {
        finding.model(name);
        if (Words.alias(alias).equals(ModelAlias.CHAMPION)) {
            throw Refused.conflict("the alias " + ModelAlias.CHAMPION + " cannot be deleted: the services of the mesh"
                    + " answer with the version that it points at. Let it point at another version");
        }
        moving.delete(name, alias, by);
        index.refresh(name);
    }
}
