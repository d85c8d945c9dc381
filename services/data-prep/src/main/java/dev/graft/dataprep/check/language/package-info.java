/** Languages told apart by Apache OpenNLP's model of 103 of them, which is part of this service. */
@NullMarked
package dev.graft.dataprep.check.language;

import org.jspecify.annotations.NullMarked;
