// SPDX-License-Identifier: MIT
// habit.h - names that people bring along from other languages, and what to
// write instead.  Used for the help below a report, never for what is legal.
#ifndef SLEY_HABIT_H
#define SLEY_HABIT_H

// A word that begins or joins statements: "switch" -> "write match x { ... }".
// NULL when the word is no such habit.
const char *habit_of_word(const char *word);
// The same, or a function or value: "null" -> "the value that is missing is none".
const char *habit_of_name(const char *name);
// A type: "string" -> "str".  NULL.
const char *habit_of_type(const char *name);
// A member of a value, or of a module (its name before a dot): "push" ->
// "append(x)".  `of` is the type as printed or the name of the module.  NULL.
const char *habit_of_member(const char *of, const char *name);
// Only what is said of this module or type, or of the parameters of this function.
const char *habit_of_module(const char *of, const char *name);

#endif
