"""How the demo incidents in French were handled."""

from hdportal.desk.domain.incident import CloseCode
from hdportal.home.demo.data.handling_text import HandlingText

SOLVED, AROUND = CloseCode.SOLUTION_PROVIDED, CloseCode.WORKAROUND_PROVIDED
BY_CHANGE = CloseCode.RESOLVED_BY_CHANGE

HANDLING: tuple[HandlingText, ...] = (
    HandlingText(
        "Fichier CSV refusé par une règle de validation",
        "dc",
        SOLVED,
        "Quel est le séparateur de votre fichier : la virgule ou le point-virgule ?",
        "Le point-virgule, comme notre tableur le propose.",
        "Uploader takes the semicolon for text when the first line has a comma.",
        "Le fichier est maintenant lu avec les deux séparateurs. Vous pouvez le "
        "charger de nouveau tel quel.",
    ),
    HandlingText(
        "Le formulaire ne s'affiche pas en français",
        "dc",
        BY_CHANGE,
        "Quelle version du formulaire est indiquée au bas de la page ?",
        "La version 3.",
        "French texts of version 3 are translated, but not published.",
        "Les textes français sont publiés. Un nouvel enregistrement s'ouvre en "
        "français.",
    ),
    HandlingText(
        "Page blanche après la nouvelle version",
        "iat",
        SOLVED,
        "L'enregistrement s'ouvre-t-il dans une fenêtre privée ?",
        "Non, la page reste blanche aussi.",
        "Registrations begun in the old version lack a field that the page expects.",
        "Les enregistrements commencés avant la mise à jour s'ouvrent de nouveau. "
        "Rien n'est perdu.",
    ),
    HandlingText(
        "Le rapport de notre second site manque sur healthstat.be",
        "dwh",
        SOLVED,
        "Depuis quand le second site envoie-t-il sous son propre code ?",
        "Depuis le début du trimestre.",
        "Code of the second site is missing in the table of report units.",
        "Le second site est ajouté et le rapport du trimestre est refait. Les deux "
        "sites figurent dans la liste.",
    ),
    HandlingText(
        "Le gestionnaire d'accès de notre hôpital est inconnu dans EAM",
        "",
        SOLVED,
        "Quel service de l'hôpital décide des accès ?",
        "La direction médicale.",
        "Access manager left; nobody was entered since.",
        "Le gestionnaire d'accès est de nouveau connu. Votre demande peut être "
        "envoyée ; l'hôpital l'approuve lui-même.",
    ),
    HandlingText(
        "Le bouton Renouveler du certificat ne réagit pas",
        "iat",
        AROUND,
        "Le bouton réagit-il avec un autre compte qui a le même rôle ?",
        "Non, c'est pareil avec le compte de ma collègue.",
        "Button waits for a service that does not answer for old certificates.",
        "Nous avons fait la demande à votre place : le certificat se trouve dans le "
        "SSP, sous Téléchargements. Le bouton sera corrigé plus tard.",
    ),
    HandlingText(
        "Le modèle de définition publié n'est pas la dernière version",
        "dc",
        SOLVED,
        "Quel numéro de version le courriel annonçait-il ?",
        "La version 2.0.",
        "Announced a week before it was put on the site.",
        "La version annoncée est en ligne. Le courriel était parti trop tôt.",
    ),
    HandlingText(
        "Requête SAS interrompue après vingt minutes",
        "dwh",
        AROUND,
        "Combien de lignes la plus grande des deux tables compte-t-elle ?",
        "Environ quatre millions.",
        "Session limit is twenty minutes; an index is missing for this join.",
        "Un index a été ajouté : la requête prend trois minutes. Enregistrez tout de "
        "même le projet avant de la lancer, la limite de vingt minutes demeure.",
    ),
    HandlingText(
        "Un lien de la documentation mène à une page introuvable",
        "dc",
        SOLVED,
        "Le lien fonctionne-t-il depuis le sommaire de la page d'accueil ?",
        "Non, de là non plus.",
        "French page was moved, its address was not.",
        "Le lien mène de nouveau au chapitre sur l'installation locale. Merci de "
        "l'avoir signalé.",
    ),
    HandlingText(
        "Mot de passe refusé depuis ce matin",
        "",
        SOLVED,
        "Avez-vous changé d'adresse électronique ces derniers jours ?",
        "Oui, l'hôpital a changé de nom de domaine hier.",
        "Address of the account is the old one.",
        "Connectez-vous avec la nouvelle adresse : le compte la connaît maintenant. "
        "Le mot de passe reste le même.",
    ),
    HandlingText(
        "Compte bloqué après un changement de rôle",
        "",
        SOLVED,
        "L'hôpital a-t-il approuvé le nouveau rôle dans EAM ?",
        "Oui, c'est approuvé depuis hier.",
        "Old role ended before the new one began.",
        "Le compte est ouvert avec le nouveau rôle. Les brouillons sont conservés.",
    ),
    HandlingText(
        "Les envois restent en attente depuis lundi",
        "iat",
        SOLVED,
        "Le test de connexion du SSP réussit-il ?",
        "Oui, tout est en vert.",
        "Queue of this site waits for a certificate that was replaced on Monday.",
        "La file attendait l'ancien certificat. Elle connaît le nouveau, et tous les "
        "envois sont arrivés.",
    ),
    HandlingText(
        "Le test de connexion échoue après le changement de serveur",
        "iat",
        SOLVED,
        "Le nouveau serveur passe-t-il par un proxy ?",
        "Oui, contrairement à l'ancien.",
        "Connection test does not know the proxy of the server.",
        "Indiquez l'adresse du proxy dans le fichier de configuration, comme au "
        "chapitre 2. Le test réussit ensuite.",
    ),
    HandlingText(
        "Liste des services de notre hôpital à corriger",
        "sob",
        SOLVED,
        "Sous quel nom le nouveau service doit-il figurer ?",
        "« Médecine interne et diabétologie ».",
        "Two departments to be closed, one to be added; old registrations keep theirs.",
        "Le nouveau service est proposé, les deux anciens ne le sont plus. Les "
        "enregistrements existants gardent l'ancien nom.",
    ),
)
