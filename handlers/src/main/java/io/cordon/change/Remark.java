package io.cordon.change;

/**
 * Something that people should know about a plan, as a word that the templates have a sentence for.
 *
 * @param code the word, as in "resolver-dns"
 * @param detail what the sentence is about, as in a subnet's id; may be empty
 */
public record Remark(String code, String detail) {}
