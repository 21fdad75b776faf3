"""What caller and desk say about any subject, in three languages."""

from collections.abc import Mapping

from hdportal.home.demo.data.handling_text import Phrases

_EN = Phrases(
    looking=(
        "Thank you for the clear description. I am looking into it.",
        "Hello, I have taken this up and will come back to you.",
        "We can see it here as well. I am looking for the cause.",
    ),
    passed_on=(
        "I have passed this on to the team that looks after it. They go on from here.",
        "Our specialists are having a look. You will read their answer here.",
    ),
    awaiting_change=(
        "The correction is made and goes into production with the next change. "
        "Until then this waits.",
        "We know what to change. It has been planned, and we go on once it is there.",
    ),
    awaiting_problem=(
        "More people have this. We look for the common cause and go on once we "
        "know it.",
        "We can make it happen, but do not know yet why. The builders are looking.",
    ),
    awaiting_vendor=(
        "This lies in a component of our supplier. We have asked them and wait for "
        "their answer.",
        "The supplier has confirmed the mistake and prepares a correction.",
    ),
    goes_on=(
        "What we waited for is there. We go on.",
        "There is news: we can go on with this today.",
    ),
    follow_up=(
        "It happened again this morning, with the same message.",
        "A colleague of mine has the same problem.",
        "To add: we see it since the beginning of the week.",
    ),
    any_news=("Is there any news?", "May I ask how far this is? We have a deadline."),
    news=(
        "Not yet solved, but we know where it comes from. I expect more tomorrow.",
        "It is still being worked on. I have pointed out your deadline.",
    ),
    thanks=("It works. Thank you!", "Thank you, that was quick."),
    not_solved=(
        "Sorry, but it is back: the same message as before.",
        "It worked for one day. Since this morning it is as it was.",
    ),
    looking_again=(
        "Thank you for coming back. I am looking at it again, together with the team.",
    ),
    solved_again=(
        "The correction had not reached all our servers. It has now: we checked it "
        "by the steps of your description.",
    ),
    no_answer=(
        "We did not hear from you, so we take it that this is no longer needed. If it "
        "is, please reopen the incident.",
    ),
    withdrawn=("I found it myself, this can be closed. Sorry for the trouble.",),
)
_NL = Phrases(
    looking=(
        "Dank u voor de duidelijke beschrijving. Ik kijk het na.",
        "Hallo, ik ben hiermee begonnen en laat u iets weten.",
        "Wij zien het hier ook. Ik zoek de oorzaak.",
    ),
    passed_on=(
        "Ik heb dit doorgegeven aan het team dat erover gaat. Zij gaan verder.",
        "Onze specialisten bekijken het. U leest hun antwoord hier.",
    ),
    awaiting_change=(
        "De verbetering is klaar en komt met de volgende wijziging in productie. Tot "
        "dan wachten wij.",
        "Wij weten wat er moet veranderen. Het is gepland; daarna gaan wij verder.",
    ),
    awaiting_problem=(
        "Meer mensen hebben dit. Wij zoeken de gemeenschappelijke oorzaak en gaan "
        "daarna verder.",
        "Wij kunnen het nadoen, maar weten nog niet hoe het komt.",
    ),
    awaiting_vendor=(
        "Dit zit in een onderdeel van onze leverancier. Wij wachten op hun antwoord.",
        "De leverancier bevestigt de fout en werkt aan een verbetering.",
    ),
    goes_on=(
        "Waar wij op wachtten, is er. Wij gaan verder.",
        "Er is nieuws: wij kunnen vandaag verder.",
    ),
    follow_up=(
        "Vanmorgen opnieuw gebeurd, met dezelfde melding.",
        "Een collega heeft hetzelfde probleem.",
        "Aanvulling: wij zien dit sinds het begin van de week.",
    ),
    any_news=("Is er al nieuws?", "Mag ik vragen hoever dit staat? Wij hebben haast."),
    news=(
        "Nog niet opgelost, maar wij weten waar het vandaan komt. Morgen meer.",
        "Er wordt aan gewerkt. Ik heb gemeld dat het voor u dringend is.",
    ),
    thanks=("Het werkt. Dank u wel!", "Bedankt, dat ging snel."),
    not_solved=(
        "Het is helaas terug: dezelfde melding als voordien.",
        "Het werkte één dag. Sinds vanmorgen is het zoals het was.",
    ),
    looking_again=(
        "Dank u om het te melden. Ik bekijk het opnieuw, samen met het team.",
    ),
    solved_again=(
        "De verbetering was niet op al onze servers gekomen. Nu wel: wij hebben het "
        "nagekeken volgens de stappen van uw beschrijving.",
    ),
    no_answer=(
        "Wij hoorden niets meer van u en nemen aan dat dit niet meer nodig is. Is het "
        "dat wel, heropen dan het incident.",
    ),
    withdrawn=("Ik heb het zelf gevonden, dit mag dicht. Sorry voor de moeite.",),
)
_FR = Phrases(
    looking=(
        "Merci pour la description claire. Je regarde.",
        "Bonjour, je m'en occupe et je reviens vers vous.",
        "Nous le voyons ici aussi. Je cherche la cause.",
    ),
    passed_on=(
        "J'ai transmis à l'équipe compétente, qui prend la suite.",
        "Nos spécialistes regardent. Leur réponse paraîtra ici.",
    ),
    awaiting_change=(
        "La correction est prête et passe en production avec le prochain changement. "
        "Nous attendons jusque-là.",
        "Nous savons que changer. C'est planifié ; nous continuons ensuite.",
    ),
    awaiting_problem=(
        "D'autres personnes ont ce problème. Nous cherchons la cause commune et "
        "continuons ensuite.",
        "Nous pouvons le reproduire, mais n'en connaissons pas encore la cause.",
    ),
    awaiting_vendor=(
        "Cela vient d'un composant de notre fournisseur. Nous attendons sa réponse.",
        "Le fournisseur confirme l'erreur et prépare une correction.",
    ),
    goes_on=(
        "Ce que nous attendions est là. Nous continuons.",
        "Il y a du nouveau : nous pouvons continuer aujourd'hui.",
    ),
    follow_up=(
        "Cela s'est reproduit ce matin, avec le même message.",
        "Une collègue a le même problème.",
        "À ajouter : nous le voyons depuis le début de la semaine.",
    ),
    any_news=("Y a-t-il du nouveau ?", "Puis-je demander où cela en est ?"),
    news=(
        "Pas encore résolu, mais nous savons d'où cela vient. Plus demain.",
        "Nous y travaillons. J'ai signalé que c'est urgent pour vous.",
    ),
    thanks=("Cela fonctionne. Merci !", "Merci, c'était rapide."),
    not_solved=(
        "Le problème est revenu : le même message qu'avant.",
        "Cela a fonctionné un jour. Depuis ce matin, c'est comme avant.",
    ),
    looking_again=("Merci de le signaler. Je regarde de nouveau, avec l'équipe.",),
    solved_again=(
        "La correction n'était pas arrivée sur tous nos serveurs. Elle l'est : nous "
        "avons suivi les étapes de votre description.",
    ),
    no_answer=(
        "Sans nouvelles de votre part, nous supposons que ce n'est plus nécessaire. "
        "Si ce l'est, rouvrez l'incident.",
    ),
    withdrawn=("J'ai trouvé moi-même, on peut fermer. Désolé pour le dérangement.",),
)

PHRASES: Mapping[str, Phrases] = {"en": _EN, "nl": _NL, "fr": _FR}

# What the teams note for one another, whatever the subject.
FOUND_NOTES = (
    "Found it in the log of the service. Correction made in acceptance first.",
    "Made it happen with a record of our own. The cause is as described above.",
    "Compared with another site: same versions, other settings. Changed and tested.",
)
UNANSWERED_NOTE = "We cannot go on without the answer. Please resolve it if none comes."
RIGHT_NOTES = {
    "urgency": "Urgency set after a talk by telephone: others can go on working.",
    "impact": "Other hospitals report the same today; impact set accordingly.",
    "category": "Not what it looked like at first; category corrected.",
    "project": "It is about this project; the caller had left it open.",
}
