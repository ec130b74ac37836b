"""Portuguese, as data."""

from __future__ import annotations

from textdiff.languages.language import Language

PORTUGUESE = Language(
    code="pt",
    name="Portuguese",
    labels_title="título",
    labels_date="data|publicado|publicado em",
    labels_publisher="fonte|jornal|veículo",
    labels_language="idioma",
    labels_other="autor|autora|por",
    months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    date_particles="de",
    particles="da de dos",
    function_words=(
        "abaixo acerca acima afinal agora ainda algo algum alguma algumas alguns alguém além ambos ante antes após "
        "aquela aquelas aquele aqueles aqui aquilo assim através bastante cada como conforme contra contudo cuja "
        "cujas cujo cujos dela delas dele deles demais dentro depois desde dessa dessas desse desses desta deste deve "
        "devem disso domingo durante elas eles embora enquanto entre entretanto então eram essa essas esse esses esta "
        "estar estas estava estavam este estes está estão fora foram grande havia hoje isso isto jamais junto logo "
        "mais mediante menos mesma mesmas mesmo mesmos muita muitas muito muitos nada nela nele nenhum nenhuma nessa "
        "nesse nesta neste ninguém nossa nossas nosso nossos nunca onde ontem outra outras outro outros para pela "
        "pelas pelo pelos perante pode podem poderia pois porque portanto porém pouca pouco poucos próprio próprios "
        "quais qual qualquer quando quanto quase quem seja sejam sempre sendo seria seriam será serão sido sobre "
        "somente suas sábado também tampouco tanta tanto tantos tinha tinham toda todas todavia todo todos tudo umas "
        "você vocês várias vários"
    ),
)
