"""Spanish words for `ordinary`, without accents; readable data, no rules."""

SPANISH_FUNCTION = """
el la los las un una unos unas yo tu usted ustedes ella ellos ellas nosotros nos me te se lo le les mi mis su
sus nuestro nuestra nuestros nuestras mio mia suyo suya este esta esto estos estas ese esa eso esos esas
aquel aquella aqui ahi alla alli que quien quienes cual cuales cuando donde como porque cuanto cuanta
cuantos cuantas y e o u pero sino si no ni en con sin por para a al desde hasta entre sobre bajo ante tras
segun hacia durante contra es son era eran fue fueron ser estar estoy esta estan estaba estamos estuvo soy
somos eres sea hay habia he ha han hemos haber tengo tiene tienen tenemos tenia quiero quiere quisiera
queremos necesito necesita necesitamos puedo puede pueden podria podemos voy va van vamos venga viene ven
vienen vengan hola buenas buenos gracias favor oiga mire bueno pues entonces ya muy mas menos tambien
tampoco solo ahora hoy manana ayer anoche lunes martes miercoles jueves viernes sabado domingo enero febrero
marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre adios ay eh este digo
diga digame llamo llama llaman llamar claro vale okey del
"""

SPANISH = """
abajo abierto abre abrir aca aceite acuerdo adelante adentro adios afuera agua aguas ahorita aire alarma
albanil algo alguien algun alguna algunos alto alta amable amigo amiga ano anos antes apagar apagado apaga
apartamento apellido apellidos apenas arregla arreglar arreglen arriba asi asistente atender atiende atorado
atoro ayuda ayudar ayudan azul azulejo bajar baja bajo bano banos bastante bebe bien blanco boiler bomba
bombero bomberos bonito bote botella bota botando brinca brincar buscar busca cable cada cae caer
calefaccion calentador calentar caliente calle cama cambiar cambio camion cancelar cancele cano caneria
canerias cano carro carretera casa casi caso catorce celular centro cerca cerrar cerrado chico chispa
chispas chorro cien ciento cinco cincuenta cita citas ciudad clave cliente clima cobra cobran cochera cocina
codigo colonia comida compania comprar conectar confirmar confirma conoce contacto contestar correcto correo
corriente cosa cosas costar cuesta costo cree creo cuadra cualquier cuarenta cuarto cuatro cuenta cuidado
cumple dar dame de debe deber decir dejar deja demasiado dentro departamento derecha derrame desague
desastre descompuesto despues destapar detras dia dias dice dicho diez diferente dijo dinero direccion
disculpe disculpa disponible disponibles doce domicilio dolar dolares dos drenaje ducha dueno dueña durante
edificio ejemplo electricidad electrico electricista email emergencia empezar empresa encender encima
encontrar enojado enseguida entrar entrada enviar envia equipo error escape escaleras escuchar escucha
espanol espera esperar esperen esposa esposo esquina estimado estufa exacto excelente extra facil falta
familia fecha fin final foco fosa fregadero frente frio fuego fuera fuerte fuga fugas funciona funcionar
garaje gas gasolina gente gotea goteando gotera gotear gracias grande grave grifo gusta gustaria hablar
hablo haga hacer hace hacen hago hambre hermana hermano hija hijo hijos hogar hora horas horario hoyo huele
huelo humedad humo hundir idioma igual importa importante incendio ingles instalar instalacion inodoro
inspeccion inunda inundado inundando inundacion inundo izquierda jabon jardin joven junto lado largo lavabo
lavadora lavaplatos lavamanos lento letra libre limpiar linea listo llamada llave llaves llega llegar lleno
llena lleva llevar llover lluvia lugar luz malo mal mala manana mandar mande manden manera mano maquina
marca mas matrimonio medidor medio media mediodia mejor mensaje mes meses mesa metros miedo mil minuto
minutos misma mismo mitad modelo mojado mojar molestia momento momentito mover movil mucha mucho muchas
muchos muerto mujer nada nadie necesario negocio negro ninguno ninguna nino ninos noche noches nombre nota
noventa novia novio nuevo nueva nueve numero nunca ochenta ocho ocupado ocupar oficina olor olvide once
operador orden otra otro otros padre papa pagar pago panel papel para pared parece parte pasa pasar paso
patio pedir peligro pequeno perdon perdone permiso pero perro perros persona personas piso pileta plaza
plazo plomeria plomero pocas poco poder poner pone ponen preciso precio precios pregunta preguntar presion
presupuesto primera primero principal problema problemas programar prometer pronto propiedad proxima proximo
puede puerta punto quedar queda quema quemado quemar quince quinto quitar quiza quizas rapido raro razon
recado recibir recibo regadera regresar reloj renta rentar reparacion reparar repetir repite repita reporte
reprogramar reservar respuesta restaurante revisar revise revisen riego rojo romper rompio roto rota ruido
saber sabe sabes sacar sala sale salga saliendo salio salir saludos sangre secadora seco seguir segunda
segundo seguro seis semana semanas senor senora senorita sentir serio servicio servicios sesenta setenta
siempre siento siete siguiente silencio sistema sitio sobre solamente sotano subir sube sucio suelo suena
suerte supuesto sueno tapado tapo tapar taza tarde tardes tecnico telefono temperatura temprano tengo
tercera tercero termina termo termostato tiempo tienda tina tinaco tipo todavia toda todas todo todos toma
tomar tonto tormenta trabaja trabajar trabajo traer trece treinta tres tronar trueno truena tubo tubos
tuberia tuberias ultimo unidad urge urgente urgencia usar uso vaca vacaciones varios veces vecino vecina
veinte veintiuno veintidos veintitres veinticuatro veinticinco ventana ver verdad verde verificar vez viejo
visita visitar vive vivo vivimos vivir vuelta vuelvo zona cero uno senal sirve sirven servir arruina
arruinado chorrea chorreando explota exploto ahoga huela apesta sucia sabor cuelga quedo mama madre abuela
abuelo tio tia primo prima sobrino suegra suegro cunada cunado doctora licenciado ingeniero don dona
exactamente correctamente perfecto perfectamente orale andale sale simon nel neta ahuevo chale guey wey
compa mero mera arrancar arranca prende prender enciende enfria enfriar calienta congelado congelo congelada
diecisiete dieciocho diecinueve dieciseis apartado posible imposible poquito tantito ratito rato
"""
