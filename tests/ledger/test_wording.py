from multipolar.ledger.wording import likeness_of_words, quote_likeness, words_in_common


def test_words_are_cut_to_a_stem_and_designations_count():
    assert words_in_common("delivery of S-300 batteries", "has delayed the S300 battery") == 2
    assert words_in_common("signed for Mi-35 gunships", "a contract on Mi-35s") == 1


def test_names_figures_and_words_of_any_act_say_nothing():
    one = "The Russian president agreed on Monday to pay 3 billion dollars"
    other = "Russian officials and the president agreed to talks on Monday about 3 billion dollars"
    assert words_in_common(one, other) == 0


def test_what_kind_of_act_it_is_counts_only_where_acts_compete():
    one, other = "starts a state visit on Thursday", "concluded a state visit"
    assert words_in_common(one, other) == 0
    assert likeness_of_words(one, other) == 2


def test_likeness_is_the_share_of_the_shorter_quote():
    assert quote_likeness("four words in all", "in all there were more than four words") == 1.0
    assert quote_likeness("none of these", "other words") == 0.0
    assert quote_likeness("", "anything") == 0.0
