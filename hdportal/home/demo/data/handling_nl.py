"""How the demo incidents in Dutch were handled."""

from hdportal.desk.domain.incident import CloseCode
from hdportal.home.demo.data.handling_text import HandlingText

SOLVED, AROUND = CloseCode.SOLUTION_PROVIDED, CloseCode.WORKAROUND_PROVIDED
BY_CHANGE, USER_ERROR = CloseCode.RESOLVED_BY_CHANGE, CloseCode.USER_ERROR

HANDLING: tuple[HandlingText, ...] = (
    HandlingText(
        "CSV-upload geweigerd: onbekende waarde in de keuzelijst",
        "dc",
        SOLVED,
        "Staat in uw bestand de code van de keuze of de tekst ervan?",
        "De tekst, zoals in de gepubliceerde definitie.",
        "List compares capital letters. One value differs between form and definition.",
        "De keuzelijst van de uploader is gelijkgezet met de definitie. U kunt "
        "hetzelfde bestand opnieuw opladen.",
    ),
    HandlingText(
        "Knop Verzenden blijft grijs in het formulier",
        "dc",
        AROUND,
        "Staat er op het laatste tabblad een vraag die pas na een antwoord verschijnt?",
        "Ja, de vraag over de opvolging. Die had ik niet gezien.",
        "Hidden question counts as missing until its tab was opened.",
        "Open eenmaal elk tabblad tot onderaan, dan wordt de knop actief. In een "
        "volgende versie zegt het formulier zelf wat er ontbreekt.",
    ),
    HandlingText(
        "Rapport voor één afdeling ontbreekt op healthstat.be",
        "dwh",
        SOLVED,
        "Verzond de afdeling het hele jaar, of pas vanaf de zomer?",
        "Pas vanaf september, de afdeling is nieuw.",
        "Department has no code in the table of report units.",
        "De afdeling is toegevoegd en het jaarrapport is opnieuw gemaakt. U vindt het "
        "in de lijst.",
    ),
    HandlingText(
        "Tekst van het formulier is half in het Engels",
        "dc",
        BY_CHANGE,
        "Gaat het om alle lijsten of om één bepaalde lijst?",
        "Om alle lijsten op het tweede tabblad.",
        "Translations of the second tab were lost at the last publication.",
        "De Nederlandse antwoorden zijn opnieuw gepubliceerd. Een nieuwe registratie "
        "toont ze meteen.",
    ),
    HandlingText(
        "SAS-project opent niet na het weekend",
        "dwh",
        SOLVED,
        "Hebt u Enterprise Guide na het weekend al eens helemaal afgesloten?",
        "Ja, en ook de computer herstart. Zelfde melding.",
        "Metadata server did not come back after the maintenance of Saturday.",
        "De server was na het onderhoud van zaterdag niet opnieuw gestart. Dat is nu "
        "gebeurd; uw project opent weer.",
    ),
    HandlingText(
        "Handleiding beschrijft een menu dat niet meer bestaat",
        "dc",
        SOLVED,
        "Welke versie van de SSP staat onderaan op uw scherm?",
        "Versie 2.4.",
        "Chapter Users describes 2.2.",
        "Het hoofdstuk is aangepast: gebruikers staan nu onder Instellingen. Bedankt "
        "voor het melden.",
    ),
    HandlingText(
        "Nieuwe versie van HD4DP v2 Local start niet na herstart van de server",
        "iat",
        SOLVED,
        "Onder welke account draait de formulierdienst?",
        "Onder een account van onze beheerder, sinds de installatie.",
        "Service account lost its right to the folder with the updates of Windows.",
        "De account van de dienst mocht de map niet meer lezen. Geef haar dat recht "
        "terug zoals in hoofdstuk 3; daarna start de dienst.",
    ),
    HandlingText(
        "Toegang in EAM goedgekeurd, maar project niet zichtbaar",
        "",
        SOLVED,
        "Meldde u zich na de goedkeuring opnieuw aan?",
        "Ja, verschillende keren, ook op een andere computer.",
        "Approval reached EAM, not HD4DP. Passed on by hand; the job is looked at.",
        "De goedkeuring was niet doorgegeven. Dat is nu gebeurd: het project staat in "
        "uw lijst.",
    ),
    HandlingText(
        "Uren van vorige week staan op de verkeerde dag",
        "",
        SOLVED,
        "Hebt u de uren op een telefoon of op een computer ingegeven?",
        "Op mijn telefoon, op reis.",
        "Phone stood in another time zone; the day was taken from it.",
        "De dag werd van uw telefoon genomen, die in een andere tijdzone stond. De "
        "uren staan weer op maandag.",
    ),
    HandlingText(
        "Account geblokkeerd na drie pogingen",
        "",
        SOLVED,
        "Wijzigde u het wachtwoord ook in de app of het script dat zich aanmeldt?",
        "Nee, daar staat het oude nog in.",
        "A script goes on with the old password and locks the account each hour.",
        "De account is weer open. Vul het nieuwe wachtwoord ook in het script in, "
        "anders wordt hij opnieuw geblokkeerd.",
    ),
    HandlingText(
        "Nieuwe medewerker krijgt geen activatiemail",
        "",
        USER_ERROR,
        "Kunt u nakijken of het adres in EAM volledig juist is?",
        "Er ontbreekt een letter in het adres, zie ik.",
        "Mail went to an address that does not exist.",
        "Het adres is verbeterd en de mail is opnieuw verzonden. De link erin is een "
        "week geldig.",
    ),
    HandlingText(
        "Verzending via API geeft fout 500 in productie",
        "iat",
        SOLVED,
        "Gaat het om grote of om kleine registraties?",
        "Vooral om registraties met een bijlage.",
        "One of two nodes has no room left for attachments.",
        "Een van onze servers had geen plaats meer voor bijlagen. Dat is verholpen; "
        "het script mag alles van gisteren opnieuw verzenden.",
    ),
    HandlingText(
        "Certificaat van de testomgeving verloopt volgende week",
        "iat",
        BY_CHANGE,
        "Welke naam draagt de testomgeving in de SSP?",
        "De naam van de productie, met “-test” erachter.",
        "SSP only knows names of production and acceptance.",
        "De SSP kent nu ook uw testomgeving. Vernieuwen werkt, zoals in productie.",
    ),
    HandlingText(
        "Verkeerd telefoonnummer van ons ziekenhuis op een documentatiepagina",
        "dc",
        SOLVED,
        "Staat het nummer ook op de Franse pagina?",
        "Ja, daar ook.",
        "Number to be taken off in both languages.",
        "Het nummer is op beide pagina's weggelaten. Geef het nieuwe door wanneer u "
        "het hebt.",
    ),
)
