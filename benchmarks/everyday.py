"""Everyday news that is not about conflict, put together from sentences of our own: seven in eight of a mixed feed."""

from __future__ import annotations

import random

SENTENCES = """
The city council voted on Monday to widen the cycle lanes along the river, after two years of debate.
Residents of the old town said the new lanes would bring more visitors to the cafes near the cathedral.
The central bank left its main interest rate unchanged at 4.5 percent, as most analysts had expected.
Shares of the airline rose three percent after it reported higher sales in the summer months.
The company plans to hire 400 engineers by the end of next year, its chief executive told investors.
Farmers in the valley expect a smaller harvest of olives because spring was unusually dry.
The national team won 3-1 on Saturday, with two goals in the second half from its young forward.
The coach said he was pleased with the defence, which had lost four of its last six matches.
A new wing of the museum opens in May with an exhibition of maps from the sixteenth century.
The orchestra will tour five countries in the autumn, playing works by living composers.
Researchers at the university have found a way to make batteries that charge in ten minutes.
The study, published in a journal on Thursday, followed 2,000 patients over eleven years.
Doctors advise older people to have their eyes tested every two years.
The ministry of education said that schools would get new textbooks before the winter term.
Teachers welcomed the plan but asked for smaller classes and better pay.
Heavy rain is forecast for the coast at the weekend, with strong winds in the afternoon.
The ferry line cancelled its evening trips and asked passengers to check the timetable.
Tourism brought in a record 12 billion last year, according to the statistics office.
Prices of bread and milk rose more slowly in March than in the month before.
The film, shot in four weeks with a small crew, won the main prize at the festival.
Its director said she had written the script while living with her grandmother in the mountains.
The railway will replace forty old bridges over the next decade.
Commuters complained about delays on the northern line for the third day in a row.
The mayor promised to plant ten thousand trees in the districts with the least shade.
A chef from the harbour quarter published a book of recipes that need only one pot.
The court of audit criticised the cost of the new concert hall, which doubled within three years.
The phone maker showed a cheaper model and said it would be sold from October.
Scientists counted more wolves in the national park than at any time since records began.
The library stays open until midnight during the exam weeks.
Two startups from the region were chosen for a programme that helps young founders.
The marathon drew 18,000 runners, among them a woman of eighty-three.
The theatre put off the premiere because the lead actor had lost his voice.
An auction of letters by the poet brought twice the sum that had been estimated.
The energy company wants to build thirty wind turbines off the southern coast.
Fishermen fear that the turbines will disturb the spawning grounds of herring.
The parliament's finance committee discusses the budget for roads on Wednesday.
The swimming pool in the west of the city reopens after repairs that took eighteen months.
A survey found that most people under thirty read news on their phones.
The bakery, run by the same family since 1921, closes because no heir wants to rise at two.
The observatory invites visitors to watch the comet on Friday night if the sky is clear.
""".strip().splitlines()


def everyday_articles(number: int, words: int = 600, seed: int = 7) -> list[str]:
    """So many articles of about so many words each, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    articles = []
    for _ in range(number):
        text: list[str] = []
        while sum(len(s.split()) for s in text) < words:
            paragraph = chance.sample(SENTENCES, 5)
            text.append(" ".join(paragraph))
        articles.append("\n\n".join(text))
    return articles
