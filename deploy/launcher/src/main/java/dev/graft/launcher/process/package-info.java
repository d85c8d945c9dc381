/** Java programs as processes that outlive who started them: started, found again, waited for, ended. */
@NullMarked
package dev.graft.launcher.process;

import org.jspecify.annotations.NullMarked;
