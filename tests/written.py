"""Sentences written for generated articles: each with a rewording by hand, in five languages and three kinds of script.

A rewording has the names and figures of its sentence and some of its stems in common, and no three words in a row
where that could be avoided. Crumbs and headers are those that extraction leaves.
"""

from __future__ import annotations

Story = tuple[tuple[str, str], ...]

ENGLISH: Story = (  # the short ones first, so that a failing example becomes a short one
    ("Talks go on.", "The talks continue."),
    ("He refused to answer any further questions.", "Further questions he would not answer."),
    (
        "The harbour of Port Sallow was closed on Monday after a crane toppled into the basin.",
        "A toppled crane in the basin forced Port Sallow to close its harbour as the week began.",
    ),
    (
        "Clearing the basin will cost about 2.4 million crowns and take until the end of March.",
        "Until late March divers will be clearing the basin, at a cost of roughly 2.4 million crowns.",
    ),
    (
        "The dockers' union has called for the two remaining cranes to be taken down at once.",
        "Both remaining cranes should come down, according to a call by the union of dockers.",
    ),
    (
        "An engineer had warned the owners in May that one of its legs was cracked.",
        "In May the owners received a warning about cracked legs, written by an engineer.",
    ),
    (
        "Nobody was hurt, but three barges loaded with timber sank within a few minutes.",
        "Three barges carrying timber sank in minutes, and nobody suffered so much as a scratch.",
    ),
    (
        "Mayor Ilse Brandt told the council that she would ask the capital for emergency loans.",
        "Emergency loans from the capital are what Ilse Brandt intends to ask for, she told councillors.",
    ),
    (
        "Fishermen from the northern villages blocked the coastal road with 40 tractors on Tuesday.",
        "With 40 tractors the coastal road was blocked a day later by northern fishermen.",
    ),
    (
        "Insurance companies refuse to pay because the inspection of 2019 was never signed.",
        "As long as the 2019 inspection lacks its signature, no insurance company intends to pay.",
    ),
    (
        "Ferries to the island of Vardo leave from the old quay and run every second hour.",
        "Every second hour, from the old quay, there are now ferries for the island Vardo.",
    ),
    (
        "The public prosecutor opened an investigation into negligence by the port authority.",
        "Negligence by the authority that runs the port is being investigated by prosecutors.",
    ),
    (
        "Schools near the terminal stayed shut for a week because of dust from the cement silos.",
        "Dust that blew out of cement silos kept the schools around the terminal shut.",
    ),
    (
        "Hundreds of truck drivers waited for days at the border without food or toilets.",
        "At the border, without toilets and with little food, hundreds of drivers sat in their trucks.",
    ),
)

GERMAN: Story = (
    (
        "Die Feuerwehr rettete am Montag neun Menschen aus einem brennenden Haus in Kassel.",
        "Neun Menschen wurden zu Wochenbeginn in Kassel von der Feuerwehr aus einem brennenden Haus geholt.",
    ),
    (
        "Zwei Kinder starben später in der Klinik, wie eine Sprecherin der Stadt mitteilte.",
        "Wie die Stadt über ihre Sprecherin mitteilte, starben zwei der Kinder in einer Klinik.",
    ),
    (
        "Nach Angaben von Dr. Weber entstand ein Schaden von rund 1,2 Millionen Euro.",
        "Den Schaden bezifferte Weber auf etwa 1,2 Millionen Euro.",
    ),
    (
        "Die Polizei sucht nach einem Mann mit rotem Mantel, der am 16. August gesehen wurde.",
        "Gesucht wird ein Mann, den Zeugen am 16. August in einem roten Mantel gesehen haben.",
    ),
    (
        "Das Gebäude war erst vor drei Jahren mit neuen Rauchmeldern ausgestattet worden.",
        "Neue Rauchmelder hatte das Gebäude vor drei Jahren bekommen.",
    ),
)

RUSSIAN: Story = (
    (
        "Порт закрыли в понедельник после того, как башенный кран рухнул в воду.",
        "После падения башенного крана в воду работа порта с понедельника остановлена.",
    ),
    (
        "Мэр города Ольга Лебедева пообещала выделить 12 миллионов рублей на расчистку гавани.",
        "На расчистку гавани Ольга Лебедева обещает найти 12 миллионов рублей.",
    ),
    (
        "Никто не пострадал, но три баржи с лесом затонули за несколько минут.",
        "Три баржи, гружённые лесом, затонули почти сразу, пострадавших нет.",
    ),
    (
        "Профсоюз докеров требует немедленно разобрать два оставшихся крана.",
        "Разобрать оставшиеся два крана потребовал профсоюз докеров.",
    ),
)

CHINESE: Story = (
    ("周一，一台起重机倒入港池，港口随后关闭。", "因起重机倒入港池，港口自周一起关闭。"),
    ("市长林海说，清理工作将花费约240万元。", "据市长林海介绍，清理费用大约为240万元。"),
    ("没有人受伤，但三艘装满木材的驳船沉没。", "三艘运木材的驳船沉没，所幸没有人受伤。"),
    ("码头工人工会要求立即拆除剩下的两台起重机。", "工会要求拆除剩下的起重机，共两台。"),
)

ARABIC: Story = (
    (
        "أغلق الميناء يوم الاثنين بعد سقوط رافعة كبيرة في الحوض.",
        "بعد سقوط الرافعة في الحوض بات الميناء مغلقا منذ الاثنين.",
    ),
    (
        "قالت رئيسة البلدية إن التنظيف سيكلف نحو 2.4 مليون دينار.",
        "تكلفة التنظيف نحو 2.4 مليون دينار، بحسب رئيسة البلدية.",
    ),
    ("لم يصب أحد بأذى لكن ثلاث سفن محملة بالخشب غرقت.", "غرقت ثلاث سفن كانت محملة بالخشب ولم يصب أحد."),
)

STORIES: tuple[Story, ...] = (ENGLISH, ENGLISH, GERMAN, RUSSIAN, CHINESE, ARABIC)

CRUMBS = (
    "Advertisement",
    "READ MORE: Five cranes that never should have stood",
    "READ MORE: 12 sailors missing after the storm",
    "READ MORE: 21 sailors missing after the storm",
    "Image source, Getty Images",
    "The cranes before the fall. Photo: Reuters",
    "© 2024 Harbour Courier. All rights reserved.",
    "© 2025 Harbour Courier. All rights reserved.",
    "The Meridian is not responsible for the content of external sites.",
    "Share on Facebook Share on X Copy link",
    "Lesen Sie auch: Hafen bleibt zu",
    "Читайте также: Порт закрыт",
    "延伸阅读：港口关闭",
    "اقرأ أيضا: الميناء مغلق",
    "Updated 10.05am",
)

HEADS = (
    "Crane topples into the basin of Port Sallow",
    "Harbour Town Talks End In Deadlock After Crane Falls",
    "Neun Menschen aus Haus gerettet",
    "起重机倒塌",
)

HEADERS = (
    "Title: {head}\nDate: 2024-05-14\n\n",
    "Title: {head}\nOutlet: The Meridian\nDate: 2024-05-15\nAuthor: Ada Holm\n\n",
    "Title: {head}\n\n",
    "---\ntitle: {head}\ndate: 2024-05-14\ntags: [harbour]\n---\n",
    "Titel: {head}\r\nDatum: 14. Mai 2024\r\n\r\n",
    "Date: 2024-05-14\nURL: https://meridian.example/crane\n\n",
)

# A sentence in quotation marks, with who said it: before, behind, of two scripts, single and unclosed ones.
QUOTATIONS = (
    "“{}” the mayor said.",
    'Ilse Brandt said: "{}"',
    "„{}“, sagte Weber.",
    "« {} », a-t-elle dit.",
    "‘{}’ he added on Friday.",
    "“{}",
    "「{}」",
)
