package background

import "syscall"

// niceness is below what programs have by default, and far from the least, at which a thread that holds what a reader needs could
// starve on a busy machine.
const niceness = 10

// lowerPriority makes the system prefer other threads to this one. Where that is forbidden, all goes on as before.
func lowerPriority() { _ = syscall.Setpriority(syscall.PRIO_PROCESS, syscall.Gettid(), niceness) }
