package dev.graft.contracts.document;

import dev.graft.contracts.event.ModelFolder;

/**
 * A pre-trained encoder in the object store, which tasks name as they name those that a trainer carries itself. Written
 * once, behind the folder's files: other weights are another backbone, with another name.
 *
 * @param name 1 to 100 lower-case letters, digits, dots, underscores and hyphens
 * @param origin where a person finds it: a model id on the Hugging Face hub; the name where none is known
 * @param licence SPDX identifier in lower case; {@code other} where none is known
 * @param folder its files, in the Hugging Face layout
 */
public record StoredBackbone(String name, String origin, String licence, ModelFolder folder) {}
